package io.ilinknotify.ilink;

import io.ilinknotify.ilink.QrStatus.AlreadyBound;
import io.ilinknotify.ilink.QrStatus.Confirmed;
import io.ilinknotify.ilink.QrStatus.Expired;
import io.ilinknotify.ilink.QrStatus.Failed;
import io.ilinknotify.ilink.QrStatus.NeedVerifyCode;
import io.ilinknotify.ilink.QrStatus.NoAnswer;
import io.ilinknotify.ilink.QrStatus.Redirected;
import io.ilinknotify.ilink.QrStatus.RefusedAddress;
import io.ilinknotify.ilink.QrStatus.Scanned;
import io.ilinknotify.ilink.QrStatus.VerifyCodeBlocked;
import io.ilinknotify.ilink.QrStatus.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class QrStatusTest {
    private static final URI CONFIGURED = URI.create("https://ilinkai.weixin.qq.com");
    private static final URI POLLED = URI.create("https://sz2.weixin.qq.com");
    private static final String CREDENTIALS =
            "\"status\":\"confirmed\",\"bot_token\":\"t\",\"ilink_bot_id\":\"b@im.bot\",\"ilink_user_id\":\"o9@im.wechat\"";
    private static final Failed INCOMPLETE =
            new Failed("the confirmation's bot_token, ilink_bot_id or ilink_user_id is missing, or cannot be used");

    private static Reply reply(int status, String body) {
        return Reply.of(new CallResult.Answered(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)), List.of());
    }

    private static QrStatus status(Reply reply) {
        return QrStatus.of(reply, CONFIGURED, POLLED, List.of("the-qrcode"));
    }

    private static Confirmed confirmedAt(String base) {
        return new Confirmed(new Account("t", "b@im.bot", "o9@im.wechat", URI.create(base)));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(200, "{\"status\":\"wait\"}", new Waiting()),
                arguments(200, "{\"ret\":0,\"status\":\"scaned\",\"new\":1}", new Scanned()),
                arguments(200, "{\"status\":\"need_verifycode\"}", new NeedVerifyCode()),
                arguments(200, "{\"status\":\"verify_code_blocked\"}", new VerifyCodeBlocked()),
                arguments(200, "{\"status\":\"binded_redirect\"}", new AlreadyBound()),
                arguments(200, "{\"status\":\"expired\"}", new Expired()),
                arguments(200, "{\"status\":\"scaned_but_redirect\"}", new Redirected(POLLED)),
                arguments(200, "{\"status\":\"scaned_but_redirect\",\"redirect_host\":\"\"}", new Redirected(POLLED)),
                arguments(
                        200,
                        "{\"status\":\"scaned_but_redirect\",\"redirect_host\":\"gz1.weixin.qq.com\"}",
                        new Redirected(URI.create("https://gz1.weixin.qq.com"))),
                arguments(200, "{" + CREDENTIALS + "}", confirmedAt("https://ilinkai.weixin.qq.com")),
                arguments(
                        200,
                        "{" + CREDENTIALS + ",\"baseurl\":\"https://gz1.weixin.qq.com/\"}",
                        confirmedAt("https://gz1.weixin.qq.com")),
                arguments(200, "{\"status\":\"confirmed\"}", INCOMPLETE),
                arguments(200, "{" + CREDENTIALS.replace("b@im.bot", "") + "}", INCOMPLETE),
                arguments(200, "{" + CREDENTIALS.replace("\"t\"", "7") + "}", INCOMPLETE),
                arguments(200, "{" + CREDENTIALS.replace("o9@im.wechat", "") + "}", INCOMPLETE),
                arguments(200, "{\"status\":\"new the-qrcode\"}", new Failed("the status is unknown: new [redacted]")),
                arguments(200, "{}", new Failed("the answer has no status")),
                arguments(200, "{\"status\":1}", new Failed("the answer has no status")),
                arguments(200, "{\"ret\":-1,\"errmsg\":\"no\",\"status\":\"confirmed\"}", new Failed("code -1: no")),
                arguments(200, "[]", new Failed("the answer is not a JSON object")),
                arguments(404, "", new Failed("HTTP 404")),
                arguments(524, "", new NoAnswer("HTTP 524")),
                arguments(502, "", new NoAnswer("HTTP 502")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("answers")
    void readsAStatus(int status, String body, QrStatus expected) {
        assertThat(status(reply(status, body))).isEqualTo(expected);
    }

    @Test
    void aTimeoutAndABrokenLineMeanWait() {
        CallResult broken = new CallResult.Broken("cut", false, false, Duration.ZERO);

        assertThat(status(Reply.of(broken, List.of()))).isEqualTo(new NoAnswer("cut"));
        assertThat(status(Reply.of(new CallResult.NotReached("refused"), List.of())))
                .isEqualTo(new NoAnswer("refused"));
    }

    @Test
    void noTokenGoesToAForeignServer() {
        assertThat(status(reply(200, "{" + CREDENTIALS + ",\"baseurl\":\"https://weixin.qq.com.evil.org\"}")))
                .isInstanceOfSatisfying(
                        RefusedAddress.class,
                        refused -> assertThat(refused.message())
                                .startsWith(
                                        "The server named the address \"https://weixin.qq.com.evil.org\", which is refused"));
        assertThat(status(reply(200, "{\"status\":\"scaned_but_redirect\",\"redirect_host\":\"evil.org\"}")))
                .isInstanceOfSatisfying(
                        RefusedAddress.class,
                        refused -> assertThat(refused.message())
                                .startsWith("The server named the address \"https://evil.org\", which is refused"));
    }

    @Test
    void readsACode() {
        String content = "https://liteapp.weixin.qq.com/q/7GiQu1?qrcode=x";

        assertThat(QrCodeOutcome.of(
                        reply(200, "{\"ret\":0,\"qrcode\":\"x\",\"qrcode_img_content\":\"" + content + "\"}")))
                .isEqualTo(new QrCodeOutcome.Fetched("x", content));
        assertThat(QrCodeOutcome.of(reply(200, "{\"qrcode\":\"x\"}")))
                .isEqualTo(
                        new QrCodeOutcome.Failed("the answer's qrcode or qrcode_img_content is missing or too long"));
        assertThat(QrCodeOutcome.of(reply(200, "{\"ret\":-1,\"errmsg\":\"no\"}")))
                .isEqualTo(new QrCodeOutcome.Refused(-1, "no"));
        assertThat(QrCodeOutcome.of(reply(403, ""))).isEqualTo(new QrCodeOutcome.Refused(403, "HTTP 403"));
        assertThat(QrCodeOutcome.of(reply(502, ""))).isEqualTo(new QrCodeOutcome.Failed("HTTP 502"));
    }

    @Test
    void readsASmallCall() {
        assertThat(ConnectionOutcome.of(reply(200, "{}"))).isEqualTo(new ConnectionOutcome.Connected(""));
        assertThat(ConnectionOutcome.of(reply(200, "{\"errcode\":-14}"))).isEqualTo(new ConnectionOutcome.StaleToken());
        assertThat(ConnectionOutcome.of(reply(200, "{\"ret\":-2,\"errmsg\":\"ilink_user_id required\"}")))
                .isEqualTo(new ConnectionOutcome.Refused(-2, "ilink_user_id required"));
        assertThat(ConnectionOutcome.of(reply(200, "x")))
                .isEqualTo(new ConnectionOutcome.Failed("the answer is not a JSON object", true));
        assertThat(ConnectionOutcome.of(reply(200, "{\"ret\":0,\"typing_ticket\":\"dGlja2V0\"}")))
                .isEqualTo(new ConnectionOutcome.Connected("dGlja2V0"));
        assertThat(ConnectionOutcome.of(reply(200, "{}"))).isEqualTo(new ConnectionOutcome.Connected(""));
        assertThat(ConnectionOutcome.of(reply(200, "{\"ret\":-14}"))).isEqualTo(new ConnectionOutcome.StaleToken());
        assertThat(ConnectionOutcome.of(reply(503, ""))).isEqualTo(new ConnectionOutcome.Failed("HTTP 503", true));
        assertThat(ConnectionOutcome.of(reply(200, "{\"ret\":-2}"))).isEqualTo(new ConnectionOutcome.Refused(-2, ""));
    }
}
