package io.ilinknotify.account;

import io.ilinknotify.TestAgent;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Simulator;
import io.ilinknotify.volume.StateDir;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import jakarta.inject.Inject;

import static io.ilinknotify.TestAgent.scan;
import static io.ilinknotify.account.LoginPageDriver.address;
import static io.ilinknotify.account.LoginPageDriver.awaitState;
import static io.ilinknotify.account.LoginPageDriver.digits;
import static io.ilinknotify.account.LoginPageDriver.page;
import static io.ilinknotify.account.LoginPageDriver.startAfresh;
import static io.ilinknotify.account.LoginPageDriver.state;
import static io.ilinknotify.account.LoginPageDriver.stateBody;
import static io.ilinknotify.account.LoginPageDriver.stored;
import static io.ilinknotify.account.LoginPageDriver.storedToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the page shows from the first code to the first message, and who may see it. */
@QuarkusTest
class LoginPageTest {
    private static final String SENDER = "test-token-for-sending-0123456789";

    @SuppressWarnings("NullAway.Init") // given by the resource
    Simulator simulator;

    @Inject
    StateDir volume;

    @BeforeEach
    void nobodyIsSignedIn() {
        startAfresh(simulator);
    }

    @AfterEach
    void leaveNothingBehind() {
        TestAgent.nobodyIsSignedInAndNothingWaits(simulator);
    }

    @Test
    void theCodeOnThePageReadsBackAsTheServersAddress() throws Exception {
        String page = page();

        String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
        assertThat(QrSvgTest.read(svg))
                .isEqualTo(address().replace("&amp;", "&"))
                .startsWith("https://phone.invalid/q/");
        assertThat(svg)
                .startsWith("<svg class=\"qr\" role=\"img\" aria-label=\"微信登录二维码\" viewBox=\"0 0 ")
                .endsWith("z\"/></svg>")
                .doesNotContain("style", "href", "<image");
        assertThat(page)
                .contains("请用微信扫描二维码", "<html lang=\"zh\">", "http-equiv=\"refresh\"")
                .contains("<li aria-current=\"step\">扫码</li>")
                .containsPattern("role=\"timer\" data-left=\"[1-9]\\d*\"")
                .containsPattern("<b>[0-4]:\\d\\d</b>")
                .doesNotContain("<style", "style=", "onclick");
    }

    @Test
    void scanningAndTappingSignsInAndTheFirstMessageIsAwaited() throws Exception {
        scan(phone("first"));
        awaitState("scanned");
        assertThat(page())
                .contains("手机已扫描，请在手机上确认。", "<li class=\"done\">扫码", "<li aria-current=\"step\">手机上确认")
                .doesNotContain("<svg", "role=\"timer\"");

        phone("first").tapConfirm();
        awaitState("write-once");
        assertThat(page())
                .contains(
                        "还差一步：给机器人发一条消息", phone("first").botId(), phone("first").userId());

        phone("first").write("hello");
        awaitState("signed-in");
        assertThat(page()).contains("一切就绪").doesNotContain("http-equiv=\"refresh\"");
        assertThat(stored(volume)).contains(phone("first").botId());
        assertThat(page() + stateBody()).doesNotContain(storedToken(volume));
    }

    @Test
    void digitsAreAskedForUntilTheyAreRight() {
        simulator.ilink().rules().digits = true;
        scan(phone("digits"));
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
        simulator.ilink().rules().digits = true;
        simulator.ilink().rules().wrongDigits = 2;
        scan(phone("blocked"));
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
    void aServerThatGivesNoCodeIsToldAndAskedAgain() {
        simulator.ilink().next(Endpoint.QRCODE, new Fault.Status(502, Fault.Timing.BEFORE_DELIVERY));
        simulator.ilink().expireQrCode();

        await().until(() -> page().contains("暂时取不到二维码") && page().contains("<p class=\"hint\">技术细节（英文）："));
        awaitState("waiting");
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

    private Phone phone(String name) {
        return simulator.ilink().phone(name);
    }

    private static String wrong(String digits) {
        return digits.startsWith("0") ? "1" + digits.substring(1) : "0" + digits.substring(1);
    }

    private static void type(String digits) {
        assertThat(digits(digits).statusCode()).isEqualTo(303);
    }
}
