package io.ilinknotify.status;

import io.ilinknotify.TestAgent;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Simulator;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URL;
import java.time.Duration;
import java.util.List;

import static io.ilinknotify.TestAgent.OPERATOR;
import static io.ilinknotify.TestAgent.SENDER;
import static io.ilinknotify.TestAgent.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class StatusPageTest {
    private static int people;

    @SuppressWarnings("NullAway.Init") // given by the resource
    Simulator simulator;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource(management = true)
    URL management;

    @BeforeEach
    @AfterEach
    void nobodyIsSignedInAndNothingWaits() {
        TestAgent.nobodyIsSignedInAndNothingWaits(simulator);
    }

    @Test
    void anAgentThatNobodySignedInToSaysSo() {
        JsonPath status = status();

        assertThat(status.getBoolean("well")).isFalse();
        assertThat(status.getBoolean("account.signed_in")).isFalse();
        assertThat(status.getString("account.state")).isEqualTo("none");
        assertThat(status.getMap("account")).containsEntry("bot_id", null).containsEntry("user_id", null);
        assertThat(status.getMap("window"))
                .containsKeys("open", "used", "remaining", "budget", "opened_at", "closes_at");
        assertThat(status.getMap("queue")).containsKeys("queued", "held", "oldest_at");
        assertThat(page()).contains("尚未登录", "href=\"/login\"", "没有待发的通知。");
    }

    @Test
    void whatIsSentAndWhatIsLeftIsShown() {
        Phone phone = signIn();
        phone.write("hello");
        await().until(() -> status().getBoolean("window.open"));

        String id = send("disk <b>full</b>", "critical");
        await().until(() -> phone.texts().size() == 1);
        await().until(() -> finished(id).equals("sent"));

        JsonPath status = status();
        assertThat(status.getBoolean("well")).isTrue();
        assertThat(status.getInt("window.used")).isEqualTo(1);
        assertThat(status.getInt("window.remaining")).isEqualTo(9);
        assertThat(status.getString("last_poll_at")).isNotNull();
        assertThat(page())
                .contains("能：还可发 9/10 条", "9/10</b>", "已发送", "disk &lt;b&gt;full&lt;/b&gt;", "全文", phone.botId())
                .doesNotContain("<b>full");
    }

    @Test
    void aRefusalWithSendsLeftSaysThatAMessageEndsIt() {
        Phone phone = signIn();
        phone.write("hello");
        await().until(() -> status().getBoolean("window.open"));
        simulator.ilink().next(Endpoint.SEND, Fault.prepareFailed());

        String id = send("refused", "default");
        await().until(() -> status().getString("sender.refused_until") != null);
        Response next =
                given().auth().preemptive().oauth2(SENDER).body("waits too").post("/notify");

        assertThat(page()).contains("暂存中：给机器人发一条消息", "data-headline=\"WRITE_AFTER_REFUSAL\"", "id=\"next-look\"");
        assertThat(operator().accept("text/html").get("/login").body().asString())
                .contains("窗口已关闭，现在发不出去。")
                .doesNotContain("一切就绪");
        assertThat(status().getBoolean("window.open")).isFalse();
        assertThat(status().getString("sender.next_look_at")).isEqualTo(status().getString("sender.refused_until"));
        assertThat(next.jsonPath().getString("reason")).isEqualTo("window-shut");
        assertThat(next.jsonPath().getBoolean("window.open")).isFalse();
        assertThat(health("well").getString("status")).isEqualTo("DOWN");
        assertThat(metrics())
                .containsPattern("(?m)^ilink_notify_window_open\\S* 0\\.0$")
                .containsPattern("(?m)^ilink_notify_window_closes_timestamp_seconds\\S* 0\\.0$");

        phone.write("again");

        await().until(() -> finished(id).equals("sent"));
        assertThat(page()).contains("能：还可发 9/10 条");
        assertThat(metrics()).containsPattern("(?m)^ilink_notify_window_open\\S* 1\\.0$");
    }

    @Test
    void aRefusedTokenIsNotCalledReady() {
        Phone phone = signIn();
        phone.write("hello");
        await().until(() -> status().getBoolean("window.open"));
        for (int i = 0; i < 3; i++) {
            simulator.ilink().next(Endpoint.SEND, Fault.staleToken());
        }

        send("refused", "critical");
        await().until(() -> status().getString("account.state").equals("sends-refused"));

        assertThat(operator().accept("text/html").get("/login").body().asString())
                .contains("微信拒绝了令牌", "action=\"/login/again\"")
                .doesNotContain("一切就绪");
    }

    @Test
    void whatWaitsCanBeCancelledAndTriedAgain() {
        String id = send("waits", "high");
        assertThat(page()).contains("暂存", "未登录", "waits");
        assertThat(operator().get("/status").jsonPath().getInt("queue.held")).isEqualTo(1);

        assertThat(operator().formParam("id", id).post("/status/cancel").statusCode())
                .isEqualTo(303);
        assertThat(finished(id)).isEqualTo("cancelled");
        assertThat(page()).contains("已取消", "action=\"/status/retry\"");

        operator().formParam("id", id).post("/status/retry");
        assertThat(waiting()).containsExactly(id);
    }

    @Test
    void whatWaitsForAnotherPersonIsHandedOverOrDropped() {
        signIn();
        String first = send("for the first", "default");
        signIn();
        await().until(() -> status().getInt("queue.for_other_person") == 1);
        assertThat(page()).contains("有 1 条原本是发给之前登录的人的。", "原本发给别人");

        operator().post("/status/hand-over");
        assertThat(status().getInt("queue.for_other_person")).isZero();
        assertThat(waiting()).containsExactly(first);

        signIn();
        await().until(() -> status().getInt("queue.for_other_person") == 1);
        operator().post("/status/drop");
        assertThat(finished(first)).isEqualTo("cancelled");
    }

    @Test
    void theConnectionIsCheckedWithoutASend() {
        signIn();
        int sends = simulator.ilink().count(Endpoint.SEND);

        assertThat(page()).doesNotContain("id=\"connection\"");
        assertThat(operator().post("/status/check").header("Location")).isEqualTo("/#account");
        assertThat(page()).contains("服务器有回应，并认识这个机器人。");
        assertThat(operator().get("/status?check=true").jsonPath().getMap("connection"))
                .containsEntry("ok", true)
                .containsEntry("outcome", "connected");

        simulator.ilink().next(Endpoint.CONFIG, new Fault.Status(502, Fault.Timing.BEFORE_DELIVERY));
        operator().post("/status/check");
        assertThat(page()).contains("检查没有成功");
        assertThat(simulator.ilink().count(Endpoint.SEND)).isEqualTo(sends);
        assertThat(status().getMap("connection")).isNull();
    }

    @Test
    void noTokenIsOnAPageOrInAnAnswer() {
        Phone phone = signIn();
        phone.write("hello");
        await().until(() -> status().getBoolean("window.open"));
        List<String> tokens = simulator.ilink().requests(Endpoint.UPDATES).stream()
                .map(request -> request.request().bearer())
                .distinct()
                .toList();

        String shown = page()
                + operator().get("/status?check=true").body().asString()
                + metrics()
                + given().get(management + "health").body().asString();

        assertThat(tokens).isNotEmpty().noneMatch(shown::contains);
        assertThat(shown).doesNotContain(OPERATOR, SENDER);
    }

    @Test
    void probesAskForThreadsAndDiskAndOnlyWellAsksForWeChat() {
        assertThat(health("live").getString("status")).isEqualTo("UP");
        assertThat(health("live").getList("checks.name", String.class)).contains("threads");
        assertThat(health("ready").getString("status")).isEqualTo("UP");
        assertThat(health("well").getString("status")).isEqualTo("DOWN");
        assertThat(health("well").getString("checks.find { it.name == 'well' }.data.account"))
                .isEqualTo("none");

        signIn().write("hello");

        await().until(() -> health("well").getString("status").equals("UP"));
    }

    @Test
    void theFormsRefuseWhatIsNoId() {
        assertThat(operator().formParam("id", "x'; drop").post("/status/retry").statusCode())
                .isEqualTo(422);
        assertThat(operator().post("/status/cancel").statusCode()).isEqualTo(422);
    }

    @Test
    void onlyTheOperatorMayLookOrAct() {
        assertThat(given().accept("application/json").get("/status").statusCode())
                .isEqualTo(401);
        for (String path : List.of("/", "/status")) {
            assertThat(given().auth().preemptive().oauth2(SENDER).get(path).statusCode())
                    .isEqualTo(403);
        }
        assertThat(given().auth()
                        .preemptive()
                        .oauth2(SENDER)
                        .post("/status/drop")
                        .statusCode())
                .isEqualTo(403);
    }

    private Phone signIn() {
        operator().post("/login/again");
        await().atMost(Duration.ofSeconds(15)).until(() -> loginState().equals("waiting"));
        Phone phone = simulator.ilink().phone("person " + ++people);
        TestAgent.scan(phone);
        await().until(() -> loginState().equals("scanned"));
        phone.tapConfirm();
        await().until(() -> loginState().equals("write-once"));
        return phone;
    }

    private static String loginState() {
        return operator().get("/login/state").jsonPath().getString("state");
    }

    private static String send(String text, String priority) {
        Response answer = given().auth()
                .preemptive()
                .oauth2(SENDER)
                .header("Priority", priority)
                .contentType("text/plain")
                .body(text)
                .post("/notify");
        assertThat(answer.statusCode()).isIn(200, 202);
        return answer.jsonPath().getString("id");
    }

    private static List<String> waiting() {
        return status().getList("deliveries.findAll { it.state in ['queued', 'held', 'sending'] }.id", String.class);
    }

    private static String finished(String id) {
        return String.valueOf(status().getString("deliveries.find { it.id == '" + id + "' }.state"));
    }

    private String metrics() {
        return given().get(management + "metrics").body().asString();
    }

    private JsonPath health(String kind) {
        return given().get(management + "health/" + kind).jsonPath();
    }

    private static JsonPath status() {
        return operator().get("/status").jsonPath();
    }

    private static String page() {
        Response page = operator().accept("text/html").get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body().asString();
    }
}
