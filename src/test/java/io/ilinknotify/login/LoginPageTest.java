package io.ilinknotify.login;

import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.RecordedRequest;
import io.ilinknotify.simulator.Simulator;
import io.ilinknotify.simulator.SimulatorResource;
import io.ilinknotify.volume.StateDir;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(SimulatorResource.class)
class LoginPageTest {
    private static final String OPERATOR = "test-token-of-the-operator-0123456789";
    private static final String SENDER = "test-token-for-sending-0123456789";
    private static final Pattern ADDRESS = Pattern.compile("<code class=\"long\">([^<]+)</code>");

    @SuppressWarnings("NullAway.Init") // given by the resource
    Simulator simulator;

    @Inject
    StateDir volume;

    @BeforeEach
    void nobodyIsSignedIn() {
        simulator.ilink().noMoreFaults();
        simulator.ilink().rules().digits(false).baseUrl(null).redirectHost(null).withoutBotId(false);
        post("sign-out");
        simulator.ilink().expireQrCode();
        // A code that was confirmed or failed before is over; whatever was shown is renewed.
        int before = simulator.ilink().count(Endpoint.QRCODE);
        post("again");
        await().until(() -> simulator.ilink().count(Endpoint.QRCODE) > before || state().equals("waiting"));
        awaitState("waiting");
    }

    @Test
    void theCodeOnThePageReadsBackAsTheServersAddress() throws Exception {
        String page = page();

        Matcher address = ADDRESS.matcher(page);
        assertThat(address.find()).isTrue();
        String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
        assertThat(QrSvgTest.read(svg))
                .isEqualTo(address.group(1).replace("&amp;", "&"))
                .startsWith("https://phone.invalid/q/");
        assertThat(page)
                .contains("请用微信扫描二维码", "<html lang=\"zh\">", "http-equiv=\"refresh\"")
                .doesNotContain("<style", "style=", "onclick");
    }

    @Test
    void scanningAndTappingSignsInAndTheFirstMessageIsAwaited() throws Exception {
        phone("first").scan();
        awaitState("scanned");
        assertThat(page()).contains("手机已扫描，请在手机上确认。").doesNotContain("<svg");

        phone("first").tapConfirm();
        awaitState("write-once");
        assertThat(page())
                .contains(
                        "还差一步：给机器人发一条消息", phone("first").botId(), phone("first").userId());

        phone("first").write("hello");
        awaitState("signed-in");
        assertThat(page()).contains("一切就绪").doesNotContain("http-equiv=\"refresh\"");
        assertThat(stored()).contains(phone("first").botId());
        assertThat(page() + stateBody()).doesNotContain(storedToken());
    }

    @Test
    void digitsAreAskedForUntilTheyAreRight() {
        simulator.ilink().rules().digits(true);
        phone("digits").scan();
        awaitState("digits-needed");
        assertThat(page()).contains("请输入手机上显示的数字", "inputmode=\"numeric\"").doesNotContain("http-equiv=\"refresh\"");

        type(wrong(phone("digits").digits()));
        awaitState("digits-wrong");
        assertThat(page()).contains("数字不对，请再看一下手机。");

        type(" " + phone("digits").digits().replaceAll("(.)", "$1 "));
        awaitState("scanned");
        phone("digits").tapConfirm();
        awaitState("write-once");
    }

    @Test
    void tooManyWrongDigitsBringANewCodeAndSaySo() {
        simulator.ilink().rules().digits(true).wrongDigits(2);
        phone("blocked").scan();
        awaitState("digits-needed");

        type(wrong(phone("blocked").digits()));
        awaitState("digits-wrong");
        type(wrong(phone("blocked").digits()));

        awaitState("waiting");
        assertThat(page()).contains("数字输错次数太多，已换成新的二维码。");
    }

    @Test
    void anExpiredCodeIsRenewedWhileThePageIsLookedAt() {
        String before = address();

        simulator.ilink().expireQrCode();

        await().until(() -> state().equals("waiting") && !address().equals(before));
        assertThat(page()).contains("上一个二维码已过期，这是新的。");
    }

    @Test
    void aTokenIsNotGivenToAForeignAddress() throws Exception {
        simulator.ilink().rules().baseUrl("https://evil.example");
        phone("forged").scan();
        phone("forged").tapConfirm();

        awaitState("failed");
        assertThat(page()).contains("不可以把令牌交给它", "evil.example");
        assertThat(stored()).doesNotContain("bot_token");

        simulator.ilink().rules().baseUrl(null);
        post("again");
        awaitState("waiting");
    }

    @Test
    void aConfirmationWithoutABotIdIsAFailure() {
        simulator.ilink().rules().withoutBotId(true);
        phone("lacking").scan();
        phone("lacking").tapConfirm();

        awaitState("failed");
        assertThat(page()).contains("看不懂服务器的回应", "再试一次");
    }

    @Test
    void aRedirectIsFollowed() {
        simulator.ilink().rules().redirectHost("127.0.0.1:" + simulator.port());
        phone("redirected").scan();
        awaitState("scanned");
        phone("redirected").tapConfirm();

        awaitState("write-once");
    }

    @Test
    void aBotThatIsStillBoundKeepsTheStoredAccount() throws Exception {
        signIn(phone("bound"));
        String stored = stored();
        post("again");
        awaitState("waiting");

        phone("bound").scan();
        awaitState("scanned");
        phone("bound").tapConfirm();
        awaitState("already-bound");

        assertThat(page()).contains("仍绑定在此处保存的账号上", phone("bound").botId());
        assertThat(stored()).isEqualTo(stored);
        assertThat(lastFetch().request().body()).contains("\"local_token_list\":[\"" + storedToken() + "\"]");
    }

    @Test
    void theOldAccountStaysUntilTheNewOneIsConfirmed() throws Exception {
        signIn(phone("old"));
        post("again");
        awaitState("waiting");
        phone("new").scan();
        awaitState("scanned");
        assertThat(page()).contains(phone("old").botId());
        assertThat(stored()).contains(phone("old").botId());

        phone("new").tapConfirm();

        awaitState("write-once");
        assertThat(page())
                .contains(phone("new").botId())
                .doesNotContain(phone("old").botId());
    }

    @Test
    void signingOutErasesTheTokenAndTellsTheServer() throws Exception {
        signIn(phone("leaving"));
        int told = simulator.ilink().count(Endpoint.NOTIFY_STOP);

        post("sign-out");

        assertThat(stored()).doesNotContain("bot_token");
        assertThat(simulator.ilink().count(Endpoint.NOTIFY_STOP)).isEqualTo(told + 1);
        awaitState("waiting");
        assertThat(page()).doesNotContain(phone("leaving").botId());
    }

    @Test
    void aServerThatGivesNoCodeIsToldAndAskedAgain() {
        simulator.ilink().next(Endpoint.QRCODE, new Fault.Status(502, Fault.When.BEFORE_DELIVERY));
        simulator.ilink().expireQrCode();

        awaitState("preparing");
        assertThat(page()).contains("暂时取不到二维码");
        awaitState("waiting");
    }

    @Test
    void nothingBrokeARuleOfTheServer() {
        signIn(phone("careful"));

        assertThat(simulator.ilink().violations()).isEmpty();
    }

    @Test
    void onlyTheOperatorMayLookOrAct() {
        assertThat(given().accept("application/json").get("/login/state").statusCode())
                .isEqualTo(401);
        assertThat(given().accept("text/html").get("/login").body().asString()).contains("操作员令牌");
        assertThat(given().auth().preemptive().oauth2(SENDER).get("/login").statusCode())
                .isEqualTo(403);
        assertThat(given().auth()
                        .preemptive()
                        .oauth2(SENDER)
                        .post("/login/sign-out")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoDigitsIsRefused() {
        assertThat(digits("12a4").statusCode()).isEqualTo(422);
        assertThat(digits("").statusCode()).isEqualTo(422);
        assertThat(digits("1".repeat(13)).statusCode()).isEqualTo(422);
    }

    private void signIn(Phone phone) {
        phone.scan();
        awaitState("scanned");
        phone.tapConfirm();
        await().until(() -> List.of("write-once", "signed-in").contains(state()));
    }

    private String stored() throws IOException {
        return new String(volume.read("account.json").orElse(new byte[0]), StandardCharsets.UTF_8);
    }

    private String storedToken() throws IOException {
        return stored().replaceAll("(?s).*\"bot_token\" : \"([^\"]+)\".*", "$1");
    }

    private Phone phone(String name) {
        return simulator.ilink().phone(name);
    }

    private RecordedRequest lastFetch() {
        return simulator.ilink().requests(Endpoint.QRCODE).getLast();
    }

    private static String wrong(String digits) {
        return digits.startsWith("0") ? "1" + digits.substring(1) : "0" + digits.substring(1);
    }

    private static void type(String digits) {
        assertThat(digits(digits).statusCode()).isEqualTo(303);
    }

    private static Response digits(String digits) {
        return operator().formParam("digits", digits).post("/login/digits");
    }

    private static void post(String action) {
        Response answer = operator().post("/login/" + action);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/login");
    }

    private static void awaitState(String state) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(stateBody()).contains("\"state\":\"" + state + "\""));
    }

    private static String state() {
        return operator().get("/login/state").jsonPath().getString("state");
    }

    private static String stateBody() {
        return operator().get("/login/state").body().asString();
    }

    private static String page() {
        return operator().accept("text/html").get("/login").body().asString();
    }

    private static String address() {
        Matcher address = ADDRESS.matcher(page());
        return address.find() ? address.group(1) : "";
    }

    private static RequestSpecification operator() {
        return given().auth().preemptive().oauth2(OPERATOR).redirects().follow(false);
    }
}
