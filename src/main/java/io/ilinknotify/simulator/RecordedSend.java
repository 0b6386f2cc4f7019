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
        @Nullable Media media,
        Verdict verdict,
        String messageId) {
    /**
     * A picture, video or file in a message.
     *
     * @param id for {@link Phone#file}
     * @param kind {@code image}, {@code video} or {@code file}
     * @param name of a file; empty for the others
     * @param size bytes of the plain file
     * @param grey the key cannot be read: the phone shows a grey box
     */
    public record Media(String id, String kind, String name, long size, boolean grey) {}

    public enum Verdict {
        /** It stands on the phone. */
        SHOWN(0, ""),
        /** Taken, a send used, and never shown. */
        HIDDEN(0, ""),
        /** Known {@code client_id}, and {@link Rules#removesRepeats} is on. */
        REPEAT_REMOVED(0, ""),
        /** A burst, or within its penalty. */
        RATE_LIMITED(-2, "rate limited"),
        /** The context token is unknown or another person's. */
        FOREIGN_CONTEXT(-2, "prepare failed"),
        /** The person's newest message is too old. */
        WINDOW_OVER(-2, "prepare failed"),
        /** The message that the context token came with has no sends left. */
        QUOTA_OVER(-2, "prepare failed"),
        TOO_LONG(-2, ""),
        /** An item that this server does not take. */
        INVALID(-3, "invalid argument"),
        /** A required field is missing or wrong: answered with an empty object. */
        MALFORMED(-3, ""),
        /** A scripted fault came first. */
        FAULT(0, "");

        final int ret;
        final String errmsg;

        Verdict(int ret, String errmsg) {
            this.ret = ret;
            this.errmsg = errmsg;
        }

        /** Tells that the server said no by its own rules. */
        public boolean refused() {
            return ret != 0;
        }
    }
}
