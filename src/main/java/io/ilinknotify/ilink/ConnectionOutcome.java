package io.ilinknotify.ilink;

/** The end of a call that costs no send: {@code getconfig}, {@code sendtyping}, {@code notifystart}, {@code notifystop}. */
public sealed interface ConnectionOutcome {
    /**
     * The server knows the token and answered with {@code ret} 0 or none.
     *
     * @param typingTicket of {@code getconfig}, for {@code sendtyping}; empty when the answer had none
     */
    record Connected(String typingTicket) implements ConnectionOutcome {
        @Override
        public String toString() {
            return "Connected[ticket redacted]";
        }
    }

    /** {@code -14}: the token is stale. */
    record StaleToken() implements ConnectionOutcome {}

    /** Any other code; an HTTP status from 300 to 499 stands here as it is. */
    record Refused(long code, String detail) implements ConnectionOutcome {}

    /**
     * No answer that can be read.
     *
     * @param reached {@code false} when the server surely was not
     */
    record Failed(String cause, boolean reached) implements ConnectionOutcome {}

    /** Reads the answer to such a call. */
    static ConnectionOutcome of(Reply reply) {
        return switch (reply) {
            case Reply.Good r -> new Connected(r.answer().text("typing_ticket"));
            case Reply.Coded r -> r.isStale() ? new StaleToken() : new Refused(r.code(), r.detail());
            case Reply.NotReached r -> new Failed(r.cause(), false);
            case Reply.NoAnswer r -> new Failed(r.cause(), true);
        };
    }
}
