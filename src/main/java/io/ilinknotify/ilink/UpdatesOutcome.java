package io.ilinknotify.ilink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one {@code getupdates} brought (protocol page, "Receiving"). */
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
        @Override
        public String toString() {
            return "Received" + messages;
        }
    }

    /** Nothing came while the server (or the line) held the request: client timeout, HTTP 524, a cut after 10 s and more. */
    record Quiet() implements UpdatesOutcome {}

    /** {@code -14}. */
    record StaleToken() implements UpdatesOutcome {}

    /** Everything else. */
    record Failed(String cause) implements UpdatesOutcome {}
}
