package io.ilinknotify.ilink;

import io.ilinknotify.ilink.UpdatesOutcome.Failed;
import io.ilinknotify.ilink.UpdatesOutcome.Quiet;
import io.ilinknotify.ilink.UpdatesOutcome.Received;
import io.ilinknotify.ilink.UpdatesOutcome.StaleToken;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class UpdatesOutcomeTest {
    private static final Duration LATE = Duration.ofSeconds(10);

    private static UpdatesOutcome read(int status, String body) {
        return read(new CallResult.Answered(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static UpdatesOutcome read(CallResult result) {
        return UpdatesOutcome.of(result, LATE, List.of("the-bot-token"));
    }

    private static Received nothing(String cursor) {
        return new Received(cursor, List.of(), 0, Optional.empty());
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(200, "{}", nothing("")),
                arguments(200, "{\"msgs\":[],\"get_updates_buf\":\"c\"}", nothing("c")),
                arguments(200, "{\"ret\":0,\"msgs\":null,\"get_updates_buf\":null}", nothing("")),
                arguments(200, "{\"ret\":0,\"msgs\":\"x\",\"get_updates_buf\":7}", nothing("")),
                arguments(
                        200,
                        "{\"ret\":0,\"msgs\":[null,1,\"x\",[{}],{}]}",
                        new Received("", List.of(), 5, Optional.empty())),
                arguments(200, "{\"ret\":0,\"msgs\":{}}", nothing("")),
                arguments(200, "{\"ret\":-14}", new StaleToken()),
                arguments(200, "{\"errcode\":-14,\"errmsg\":\"session timeout\"}", new StaleToken()),
                arguments(401, "{\"errcode\":-14}", new StaleToken()),
                arguments(200, "{\"ret\":-1}", new Failed("code -1", true)),
                arguments(200, "{\"ret\":-1,\"errmsg\":\"the-bot-token?\"}", new Failed("code -1: [redacted]?", true)),
                arguments(524, "", new Quiet()),
                arguments(504, "", new Failed("HTTP 504", true)),
                arguments(500, "{\"ret\":-14}", new Failed("HTTP 500", true)),
                arguments(404, "", new Failed("HTTP 404", true)),
                arguments(302, "", new Failed("HTTP 302", true)),
                arguments(200, "", new Failed("the answer is not a JSON object", true)),
                arguments(200, "<html>", new Failed("the answer is not a JSON object", true)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("answers")
    void readsAnAnswer(int status, String body, UpdatesOutcome outcome) {
        assertThat(read(status, body)).isEqualTo(outcome);
    }

    static Stream<Arguments> brokenLines() {
        Duration early = Duration.ofMillis(9_999);
        return Stream.of(
                arguments(new CallResult.Broken("cut", false, false, LATE), new Quiet()),
                arguments(new CallResult.Broken("cut", false, false, early), new Failed("cut", true)),
                arguments(new CallResult.Broken("cut", false, true, LATE), new Failed("cut", true)),
                arguments(new CallResult.Broken("too late", true, false, early), new Quiet()),
                arguments(new CallResult.Broken("too late", true, true, LATE), new Failed("too late", true)),
                arguments(new CallResult.NotReached("refused"), new Failed("refused", false)));
    }

    @ParameterizedTest
    @MethodSource("brokenLines")
    void aHeldPollThatEndsIsQuietAndABrokenOneFailed(CallResult result, UpdatesOutcome outcome) {
        assertThat(read(result)).isEqualTo(outcome);
    }

    @Test
    void readsAMessage() {
        assertThat(read(200, """
                        {"msgs":[{"message_id":18446744073709551615,"from_user_id":"o9@im.wechat","message_type":1,
                          "context_token":"ctx","create_time_ms":1763800000123,"item_list":[]}]}"""))
                .isEqualTo(new Received(
                        "",
                        List.of(new InboundMessage(
                                "18446744073709551615",
                                "o9@im.wechat",
                                true,
                                "ctx",
                                Optional.of(Instant.ofEpochMilli(1763800000123L)),
                                "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945")),
                        0,
                        Optional.empty()));
    }

    @Test
    void aMessageOfWrongTypesIsReadAsFarAsItGoes() {
        assertThat(read(200, """
                        {"msgs":[
                          {"message_id":"id-1","message_type":"1","create_time_ms":"1763800000123","context_token":[],"from_user_id":"o"},
                          {"message_id":{},"message_type":2,"create_time_ms":-5,"item_list":"x","from_user_id":"o"},
                          {"message_id":0,"message_type":null,"create_time_ms":1e300,"from_user_id":"o"},
                          {"message_id":7,"message_type":1,"from_user_id":7}]}""")).isInstanceOfSatisfying(Received.class, received -> {
            assertThat(received.messages())
                    .extracting(InboundMessage::messageId)
                    .containsExactly("id-1", "", "");
            assertThat(received.messages()).extracting(InboundMessage::fromUser).containsExactly(true, false, false);
            assertThat(received.messages())
                    .extracting(InboundMessage::createdAt)
                    .containsExactly(
                            Optional.of(Instant.ofEpochMilli(1763800000123L)), Optional.empty(), Optional.empty());
            assertThat(received.messages())
                    .extracting(InboundMessage::contextToken, InboundMessage::fromUserId)
                    .containsOnly(tuple("", "o"));
            assertThat(received.malformed()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @MethodSource("holds")
    void believesAHoldWithinReason(String millis, Optional<Duration> hold) {
        assertThat(read(200, "{\"longpolling_timeout_ms\":" + millis + "}"))
                .isEqualTo(new Received("", List.of(), 0, hold));
    }

    static Stream<Arguments> holds() {
        return Stream.of(
                arguments("35000", Optional.of(Duration.ofSeconds(35))),
                arguments("\"35000\"", Optional.of(Duration.ofSeconds(35))),
                arguments("1000", Optional.of(Duration.ofSeconds(1))),
                arguments("300000", Optional.of(Duration.ofMinutes(5))),
                arguments("999", Optional.empty()),
                arguments("300001", Optional.empty()),
                arguments("0", Optional.empty()),
                arguments("-1", Optional.empty()),
                arguments("99999999999999999999", Optional.empty()),
                arguments("null", Optional.empty()),
                arguments("{}", Optional.empty()));
    }

    @Test
    void whatItReadDoesNotPrintItsSecrets() {
        assertThat(
                        read(
                                200,
                                "{\"get_updates_buf\":\"the-cursor\",\"msgs\":[{\"message_id\":7,\"from_user_id\":\"o\",\"context_token\":\"the-context\"}]}"))
                .hasToString("Received[InboundMessage[7]]");
    }

    @Property
    void neverThrowsAndReadsNoMessageFromGarbage(
            @ForAll byte[] body, @ForAll @IntRange(min = 100, max = 999) int status) {
        assertThat(read(new CallResult.Answered(status, Map.of(), body))).isNotInstanceOf(Received.class);
    }
}
