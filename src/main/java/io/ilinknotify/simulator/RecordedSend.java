package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One {@code sendmessage} and what the server made of it.
 *
 * @param text empty when it is a picture, video or file
 * @param messageId as the server gave it, empty for none; it stands here even if the answer did not name it
 */
public record RecordedSend(
        Instant at,
        String clientId,
        String contextToken,
        String text,
        @Nullable ReceivedMedia media,
        Verdict verdict,
        String messageId) {
    /** The server's verdict. */
    public enum Verdict {
        /** It stands on the phone. */
        SHOWN,
        /** Taken, a send used, and never shown. */
        HIDDEN,
        /** Known {@code client_id}, and {@link Rules#removesRepeats} is on. */
        REPEAT_REMOVED,
        /** A burst, or within its penalty. */
        RATE_LIMITED,
        /** The context token is unknown or another person's. */
        FOREIGN_CONTEXT,
        /** The person's newest message is too old. */
        WINDOW_OVER,
        /** The message that the context token came with has no sends left. */
        QUOTA_OVER,
        /** The text is too long. */
        TOO_LONG,
        /** An item that this server does not take. */
        INVALID,
        /** A required field is missing or wrong: answered with an empty object. */
        MALFORMED,
        /** A scripted fault came first. */
        FAULT;

        /** Tells that the server said no by its own rules. */
        public boolean refused() {
            return switch (this) {
                case RATE_LIMITED, FOREIGN_CONTEXT, WINDOW_OVER, QUOTA_OVER, TOO_LONG, INVALID, MALFORMED -> true;
                case SHOWN, HIDDEN, REPEAT_REMOVED, FAULT -> false;
            };
        }
    }
}
