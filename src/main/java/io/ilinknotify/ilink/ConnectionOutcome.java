package io.ilinknotify.ilink;

/** What "check the connection" ({@code getconfig}) found; it costs no send. */
public sealed interface ConnectionOutcome {
    /**
     * The server knows the token and answered.
     *
     * @param typingTicket what {@code sendtyping} asks for; empty when the answer had none
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

    /** No answer that can be read. */
    record Failed(String cause) implements ConnectionOutcome {}
}
