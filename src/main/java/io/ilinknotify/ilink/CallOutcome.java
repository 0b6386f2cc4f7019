package io.ilinknotify.ilink;

/** What became of a call that brings nothing back but "done" ({@code sendtyping}, {@code notifystart}, {@code notifystop}). */
public sealed interface CallOutcome {
    /** {@code ret} 0 or absent. */
    record Done() implements CallOutcome {}

    /** {@code -14}: the token is stale. */
    record StaleToken() implements CallOutcome {}

    /** Any other code; an HTTP status from 300 to 499 stands here as it is. */
    record Refused(long code, String detail) implements CallOutcome {}

    /** No answer that can be read. */
    record Failed(String cause) implements CallOutcome {}
}
