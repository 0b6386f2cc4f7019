package io.ilinknotify.http;

/** Who may pass at a {@link Route}. */
public enum RouteAccess {
    OPEN,
    SENDER,
    /** Whoever has a token; the route itself shows clients only what is theirs. */
    READER,
    OPERATOR
}
