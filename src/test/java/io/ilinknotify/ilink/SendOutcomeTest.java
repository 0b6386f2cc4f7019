package io.ilinknotify.ilink;

import io.ilinknotify.ilink.SendOutcome.Invalid;
import io.ilinknotify.ilink.SendOutcome.Lost;
import io.ilinknotify.ilink.SendOutcome.NotReached;
import io.ilinknotify.ilink.SendOutcome.OtherCode;
import io.ilinknotify.ilink.SendOutcome.RateLimited;
import io.ilinknotify.ilink.SendOutcome.Refused;
import io.ilinknotify.ilink.SendOutcome.Sent;
import io.ilinknotify.ilink.SendOutcome.StaleToken;
import io.ilinknotify.ilink.SendOutcome.Unconfirmed;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The table of "Sending" in the protocol page, and what may come besides. */
class SendOutcomeTest {
    private static final Lost NOT_AN_OBJECT = new Lost("the answer is not a JSON object");
    private static final Lost NO_CODE = new Lost("the answer's ret or errcode is not a number");

    static Stream<Arguments> answers() {
        return Stream.of(
                // Taken, with an id.
                arguments(200, "{\"ret\":0,\"message_id\":42}", new Sent("42")),
                arguments(200, "{\"message_id\":42}", new Sent("42")),
                arguments(200, "{\"ret\":null,\"message_id\":42}", new Sent("42")),
                arguments(200, "{\"ret\":\"0\",\"message_id\":\"42\"}", new Sent("42")),
                arguments(200, "{\"ret\":0.0,\"errcode\":0,\"errmsg\":\"\",\"message_id\":42}", new Sent("42")),
                arguments(201, "{\"ret\":0,\"message_id\":42}", new Sent("42")),
                arguments(200, "{\"ret\":0,\"message_id\":9223372036854775808}", new Sent("9223372036854775808")),
                arguments(200, "{\"ret\":0,\"message_id\":18446744073709551615}", new Sent("18446744073709551615")),
                arguments(200, "{\"ret\":0,\"message_id\":\"v1:abc==\"}", new Sent("v1:abc==")),
                arguments(200, "\uFEFF{\"ret\":0,\"message_id\":42}", new Sent("42")),
                arguments(200, "{\"ret\":0,\"message_id\":42,\"new\":{\"deep\":[1,2,{}]}}\n", new Sent("42")),
                // Taken, without one.
                arguments(200, "{}", new Unconfirmed()),
                arguments(200, "{\"ret\":0}", new Unconfirmed()),
                arguments(200, "{\"ret\":0,\"message_id\":\"\"}", new Unconfirmed()),
                arguments(200, "{\"ret\":0,\"message_id\":0}", new Unconfirmed()),
                arguments(200, "{\"ret\":0,\"message_id\":null}", new Unconfirmed()),
                arguments(200, "{\"ret\":0,\"message_id\":true}", new Unconfirmed()),
                arguments(200, "{\"ret\":0,\"message_id\":{\"id\":42}}", new Unconfirmed()),
                arguments(200, "{\"ret\":0,\"message_id\":[42]}", new Unconfirmed()),
                arguments(200, "{\"ret\":0,\"message_id\":1.5}", new Unconfirmed()),
                arguments(200, "{\"ret\":0,\"msg_id\":42}", new Unconfirmed()),
                // Window or quota over.
                arguments(200, "{\"ret\":-2,\"errmsg\":\"prepare failed\"}", new Refused("prepare failed")),
                arguments(200, "{\"ret\":-2,\"errmsg\":\"\"}", new Refused("")),
                arguments(200, "{\"ret\":-2}", new Refused("")),
                arguments(200, "{\"ret\":-2,\"errmsg\":7}", new Refused("")),
                arguments(200, "{\"ret\":-2,\"message_id\":42}", new Refused("")),
                arguments(
                        200, "{\"ret\":0,\"errcode\":-2,\"errmsg\":\"prepare failed\"}", new Refused("prepare failed")),
                arguments(200, "{\"errcode\":\"-2\"}", new Refused("")),
                arguments(200, "{\"ret\":-2.0}", new Refused("")),
                arguments(400, "{\"ret\":-2,\"errmsg\":\"prepare failed\"}", new Refused("prepare failed")),
                // Too fast.
                arguments(200, "{\"ret\":-2,\"errmsg\":\"rate limited\"}", new RateLimited("rate limited")),
                arguments(200, "{\"ret\":-2,\"errmsg\":\"Freq Limit\"}", new RateLimited("Freq Limit")),
                arguments(
                        200, "{\"ret\":-2,\"errmsg\":\"err: FREQ_LIMIT hit\"}", new RateLimited("err: FREQ_LIMIT hit")),
                arguments(200, "{\"errcode\":-2,\"errmsg\":\"Rate-Limited\"}", new RateLimited("Rate-Limited")),
                arguments(200, "{\"ret\":-12}", new RateLimited("-12")),
                arguments(200, "{\"ret\":-13,\"errmsg\":\"slow down\"}", new RateLimited("-13 slow down")),
                arguments(429, "Too Many Requests", new RateLimited("429 HTTP 429")),
                arguments(429, "{\"ret\":0,\"message_id\":42}", new RateLimited("429 HTTP 429")),
                // Stale.
                arguments(200, "{\"ret\":-14,\"errmsg\":\"session timeout\"}", new StaleToken()),
                arguments(200, "{\"errcode\":-14}", new StaleToken()),
                arguments(200, "{\"ret\":-2,\"errcode\":-14}", new StaleToken()),
                arguments(200, "{\"ret\":\"x\",\"errcode\":-14}", new StaleToken()),
                arguments(401, "{\"ret\":-14}", new StaleToken()),
                // Ours, theirs.
                arguments(200, "{\"ret\":-3,\"errmsg\":\"invalid argument\"}", new Invalid("invalid argument")),
                arguments(200, "{\"ret\":-99,\"errmsg\":\"?\"}", new OtherCode(-99, "?")),
                arguments(200, "{\"ret\":5}", new OtherCode(5, "")),
                arguments(200, "{\"ret\":7,\"errcode\":8}", new OtherCode(7, "")),
                arguments(401, "", new OtherCode(401, "HTTP 401")),
                arguments(403, "<html>Forbidden</html>", new OtherCode(403, "HTTP 403")),
                arguments(404, "{\"ret\":0,\"message_id\":42}", new OtherCode(404, "HTTP 404")),
                arguments(413, "{}", new OtherCode(413, "HTTP 413")),
                arguments(400, "{\"ret\":\"x\"}", new OtherCode(400, "HTTP 400")),
                arguments(302, "", new OtherCode(302, "HTTP 302")),
                arguments(304, "", new OtherCode(304, "HTTP 304")),
                // Nobody knows.
                arguments(408, "", new Lost("HTTP 408")),
                arguments(500, "{\"ret\":-2,\"errmsg\":\"prepare failed\"}", new Lost("HTTP 500")),
                arguments(502, "{\"ret\":0,\"message_id\":42}", new Lost("HTTP 502")),
                arguments(524, "", new Lost("HTTP 524")),
                arguments(599, "", new Lost("HTTP 599")),
                arguments(200, "", NOT_AN_OBJECT),
                arguments(204, "", NOT_AN_OBJECT),
                arguments(200, " \n", NOT_AN_OBJECT),
                arguments(200, "null", NOT_AN_OBJECT),
                arguments(200, "true", NOT_AN_OBJECT),
                arguments(200, "0", NOT_AN_OBJECT),
                arguments(200, "\"ok\"", NOT_AN_OBJECT),
                arguments(200, "[{\"ret\":0,\"message_id\":42}]", NOT_AN_OBJECT),
                arguments(200, "<html>login</html>", NOT_AN_OBJECT),
                arguments(200, "{\"ret\":0,\"message_id\":42", NOT_AN_OBJECT),
                arguments(200, "{\"ret\":0,\"message_id\":42}{\"ret\":-2}", NOT_AN_OBJECT),
                arguments(200, "{\"ret\":0,\"message_id\":042}", NOT_AN_OBJECT),
                arguments(200, "{\"ret\":NaN}", NOT_AN_OBJECT),
                arguments(200, "{\"x\":" + "[".repeat(100_000), NOT_AN_OBJECT),
                arguments(200, "{\"message_id\":" + "9".repeat(10_000) + "}", NOT_AN_OBJECT),
                arguments(200, "{\"ret\":\"no\",\"message_id\":42}", NO_CODE),
                arguments(200, "{\"ret\":{},\"message_id\":42}", NO_CODE),
                arguments(200, "{\"ret\":false,\"message_id\":42}", NO_CODE),
                arguments(200, "{\"ret\":0,\"errcode\":[],\"message_id\":42}", NO_CODE),
                arguments(200, "{\"ret\":0.5,\"message_id\":42}", NO_CODE),
                arguments(200, "{\"ret\":1e999999999,\"message_id\":42}", NO_CODE),
                arguments(200, "{\"ret\":99999999999999999999,\"message_id\":42}", NO_CODE));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("answers")
    void readsAnAnswer(int status, String body, SendOutcome outcome) {
        assertThat(read(status, body.getBytes(StandardCharsets.UTF_8))).isEqualTo(outcome);
    }

    private static SendOutcome read(int status, byte[] body) {
        return SendOutcome.of(
                Reply.of(new CallResult.Answered(status, Map.of(), body), List.of("the-bot-token", "the-context")));
    }

    @Test
    void aComplaintInAnotherEncodingDoesNotHideItsCode() {
        byte[] gbk = "{\"ret\":-2,\"errmsg\":\"发送失败\"}".getBytes(Charset.forName("GBK"));

        assertThat(read(200, gbk)).isInstanceOf(Refused.class);
    }

    @Test
    void aCutLineIsLostAndNoConnectionIsNotReached() {
        CallResult cut = new CallResult.Broken("the connection was cut", false, false, Duration.ofSeconds(1));

        assertThat(SendOutcome.of(Reply.of(cut, List.of()))).isEqualTo(new Lost("the connection was cut"));
        assertThat(SendOutcome.of(Reply.of(new CallResult.NotReached("refused"), List.of())))
                .isEqualTo(new NotReached("refused"));
    }

    @Test
    void aDetailIsOneShortLineWithoutOurSecrets() {
        String errmsg = "token the-bot-token\\r\\nfor \\u0007 the-context is bad " + "x".repeat(300);

        assertThat(read(200, ("{\"ret\":-2,\"errmsg\":\"" + errmsg + "\"}").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Refused("token [redacted] for [redacted] is bad " + "x".repeat(161) + "…"));
    }

    @Property
    void neverThrowsAndNeverCallsGarbageSent(@ForAll byte[] body, @ForAll @IntRange(min = 100, max = 999) int status) {
        assertThat(read(status, body)).isNotInstanceOf(Sent.class);
    }

    @Property
    void neverThrowsForBrokenJson(@ForAll @IntRange(max = 55) int cut, @ForAll char instead) {
        StringBuilder body = new StringBuilder("{\"ret\":0,\"errcode\":0,\"errmsg\":\"fine\",\"message_id\":1234567}");
        body.setCharAt(cut, instead);

        assertThat(read(200, body.toString().getBytes(StandardCharsets.UTF_8))).isNotInstanceOf(NotReached.class);
        assertThat(read(200, body.substring(0, cut).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(NOT_AN_OBJECT);
    }
}
