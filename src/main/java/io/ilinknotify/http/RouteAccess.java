package io.ilinknotify.http;

/** Who may pass at a {@link Route}. */
public enum RouteAccess {
    /** Everybody. */
    OPEN,
    /** Whoever may send. */
    SENDER,
    /** Whoever has a token; the route itself shows clients only what is theirs. */
    READER,
    /** The operator. */
    OPERATOR
}
