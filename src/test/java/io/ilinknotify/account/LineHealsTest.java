package io.ilinknotify.account;

import io.ilinknotify.TestAgent;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Simulator;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.ilinknotify.TestAgent.operator;
import static io.ilinknotify.account.LoginPageDriver.signIn;
import static io.ilinknotify.account.LoginPageDriver.startAfresh;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What breaks on the line to WeChat and heals by itself, against the simulator. */
@QuarkusTest
class LineHealsTest {
    @SuppressWarnings("NullAway.Init") // given by the resource
    Simulator simulator;

    @BeforeEach
    void nobodyIsSignedIn() {
        startAfresh(simulator);
    }

    @AfterEach
    void leaveNothingBehind() {
        simulator.ilink().rules().newBots = false;
        TestAgent.nobodyIsSignedInAndNothingWaits(simulator);
    }

    @Test
    void aReceiveSessionThatIsGoneComesBackWithNotifystartWhileSendsGoOn() {
        Phone phone = simulator.ilink().phone("session");
        signIn(phone);
        phone.write("hello");
        await().until(() -> status("window.open").equals("true"));
        int starts = simulator.ilink().count(Endpoint.NOTIFY_START);

        simulator.ilink().untilStart(Endpoint.UPDATES, Fault.staleToken());
        phone.write("the poll before brings this one");
        await().until(() -> status("account.state").equals("polls-refused"));
        post("urgent", "critical");
        await().until(() -> !phone.texts().isEmpty());

        await().until(() -> status("account.state").equals("signed-in"));
        assertThat(simulator.ilink().count(Endpoint.NOTIFY_START)).isEqualTo(starts + 1);
    }

    @Test
    void aNewBotOfTheSamePersonHasItsOwnCursorContextAndPurseAndWhatWaitsStays() {
        simulator.ilink().rules().newBots = true;
        Phone phone = simulator.ilink().phone("two bots");
        signIn(phone);
        phone.write("hello");
        await().until(() -> status("window.open").equals("true"));
        String before = phone.botId();
        int polls = simulator.ilink().requests(Endpoint.UPDATES).size();

        LoginPageDriver.post("sign-out");
        LoginPageDriver.awaitState("waiting");
        signIn(phone);
        String id = post("urgent", "critical");
        assertThat(phone.botId()).isNotEqualTo(before);
        await().until(() -> state(id).equals("held"));
        assertThat(status("window.opened_at")).isEqualTo("null");

        phone.write("hello again");
        await().until(() -> state(id).equals("sent"));
        assertThat(simulator.ilink().requests(Endpoint.UPDATES).stream()
                        .skip(polls)
                        .filter(request -> request.request().body().contains("\"get_updates_buf\":\"\"")))
                .isNotEmpty();
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    private static String post(String text, String priority) {
        return given().auth()
                .preemptive()
                .oauth2(TestAgent.SENDER)
                .formParam("text", text)
                .formParam("priority", priority)
                .post("/notify")
                .jsonPath()
                .getString("id");
    }

    private static String status(String field) {
        return String.valueOf(operator().get("/status").jsonPath().<Object>get(field));
    }

    private static String state(String id) {
        return operator().get("/notifications/" + id).jsonPath().getString("state");
    }
}
