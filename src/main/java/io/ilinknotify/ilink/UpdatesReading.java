package io.ilinknotify.ilink;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** What an answer to {@code getupdates} means (protocol page, "Receiving"). */
final class UpdatesReading {
    /** The gateway before the server gave up waiting for it. */
    private static final int HTTP_TIMEOUT_AT_GATEWAY = 524;

    private static final int BY_A_PERSON = 1;
    private static final int LONGEST_USER = 200;
    private static final int LONGEST_CONTEXT = 8_192;
    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

    private UpdatesReading() {}

    /**
     * Reads it.
     *
     * @param lateCut a connection cut after this time was held, not broken
     */
    static UpdatesOutcome of(Exchange exchange, Duration lateCut, List<String> secrets) {
        if (isQuiet(exchange, lateCut)) {
            return new UpdatesOutcome.Quiet();
        }
        return switch (Reply.of(exchange, secrets)) {
            case Reply.Good r -> received(r.answer());
            case Reply.Coded r ->
                r.code() == Answer.STALE
                        ? new UpdatesOutcome.StaleToken()
                        : new UpdatesOutcome.Failed(CodeWords.of(r.code(), r.detail()));
            case Reply.Garbage r -> new UpdatesOutcome.Failed(r.cause());
            case Reply.Lost r -> new UpdatesOutcome.Failed(r.cause());
            case Reply.NotReached r -> new UpdatesOutcome.Failed(r.cause());
        };
    }

    private static boolean isQuiet(Exchange exchange, Duration lateCut) {
        return switch (exchange) {
            case Exchange.Answered e -> e.status() == HTTP_TIMEOUT_AT_GATEWAY;
            case Exchange.NotReached e -> false;
            case Exchange.Broken e ->
                !e.answerBegun() && (e.timedOut() || e.held().compareTo(lateCut) >= 0);
        };
    }

    private static UpdatesOutcome received(Answer answer) {
        List<InboundMessage> messages = new ArrayList<>();
        AtomicInteger malformed = new AtomicInteger();
        int skipped =
                answer.messages(message -> message(message).ifPresentOrElse(messages::add, malformed::incrementAndGet));
        return new UpdatesOutcome.Received(
                answer.text("get_updates_buf"),
                List.copyOf(messages),
                malformed.get() + skipped,
                hold(answer.field("longpolling_timeout_ms")));
    }

    /** Empty when nobody sent it, or when its tokens are longer than any that can be kept and sent back. */
    private static Optional<InboundMessage> message(JsonNode message) {
        String from = Answer.text(message.path("from_user_id"));
        String context = Answer.text(message.path("context_token"));
        if (from.isEmpty() || from.length() > LONGEST_USER || context.length() > LONGEST_CONTEXT) {
            return Optional.empty();
        }
        OptionalLong type = Answer.number(message.path("message_type"));
        OptionalLong created = Answer.number(message.path("create_time_ms"));
        boolean byPerson = type.isPresent() && type.getAsLong() == BY_A_PERSON;
        return Optional.of(new InboundMessage(
                Answer.id(message.path("message_id")),
                from,
                byPerson,
                context,
                created.orElse(0) > 0 ? Optional.of(Instant.ofEpochMilli(created.getAsLong())) : Optional.empty(),
                byPerson ? ContentDigest.of(message.path("item_list")) : ""));
    }

    /** What no server means seriously is as good as nothing. */
    private static Optional<Duration> hold(JsonNode millis) {
        OptionalLong given = Answer.number(millis);
        return given.isPresent()
                        && given.getAsLong() >= SHORTEST_HOLD.toMillis()
                        && given.getAsLong() <= LONGEST_HOLD.toMillis()
                ? Optional.of(Duration.ofMillis(given.getAsLong()))
                : Optional.empty();
    }
}
