package io.ilinknotify.ilink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The result of one {@code getupdates} (protocol page, "Receiving"). */
public sealed interface UpdatesOutcome {
    /**
     * The server answered.
     *
     * @param cursor the next {@code get_updates_buf}; empty when the answer had none: keep the old one
     * @param messages what people wrote since
     * @param malformed how many more there were that cannot be understood
     * @param nextHold {@code longpolling_timeout_ms}, when given and between 1 s and 5 min
     */
    record Received(String cursor, List<InboundMessage> messages, int malformed, Optional<Duration> nextHold)
            implements UpdatesOutcome {
        private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
        private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

        private static Received of(Answer answer) {
            OptionalLong hold = Answer.number(answer.field("longpolling_timeout_ms"));
            boolean plausible = hold.orElse(0) >= SHORTEST_HOLD.toMillis() && hold.orElse(0) <= LONGEST_HOLD.toMillis();
            return new Received(
                    answer.text("get_updates_buf"),
                    answer.messages(),
                    answer.malformed(),
                    plausible ? Optional.of(Duration.ofMillis(hold.getAsLong())) : Optional.empty());
        }

        @Override
        public String toString() {
            return "Received" + messages;
        }
    }

    /** Nothing came while the server (or the line) held the request: client timeout, HTTP 524, a cut after 10 s and more. */
    record Quiet() implements UpdatesOutcome {}

    /** {@code -14}. */
    record StaleToken() implements UpdatesOutcome {}

    /**
     * Everything else.
     *
     * @param reached {@code false} when the server surely was not
     */
    record Failed(String cause, boolean reached) implements UpdatesOutcome {}

    /**
     * Reads the answer to a {@code getupdates}.
     *
     * @param lateCut a connection cut after this time was held, not broken
     */
    static UpdatesOutcome of(CallResult result, Duration lateCut, List<String> secrets) {
        if (isQuiet(result, lateCut)) {
            return new Quiet();
        }
        return switch (Reply.of(result, secrets)) {
            case Reply.Good r -> Received.of(r.answer());
            case Reply.Coded r -> r.isStale() ? new StaleToken() : new Failed(r.words(), true);
            case Reply.NotReached r -> new Failed(r.cause(), false);
            case Reply.NoAnswer r -> new Failed(r.cause(), true);
        };
    }

    private static boolean isQuiet(CallResult result, Duration lateCut) {
        return switch (result) {
            case CallResult.Answered r -> r.status() == Reply.TIMED_OUT_AT_GATEWAY;
            case CallResult.NotReached r -> false;
            case CallResult.Broken r ->
                !r.answerBegun() && (r.timedOut() || r.held().compareTo(lateCut) >= 0);
        };
    }
}
