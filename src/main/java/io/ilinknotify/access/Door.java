package io.ilinknotify.access;

import java.util.List;

/** Who may pass, by method and path. What is not listed is the operator's, so that a new route is never open by chance. */
enum Door {
    /** Everybody. */
    OPEN,
    /** Whoever may send. */
    SENDER,
    /** Whoever has a token; the route itself shows clients only what is theirs. */
    READER,
    /** The operator. */
    OPERATOR;

    private static final List<String> OPEN_TREES = List.of("/assets/", "/m/");
    private static final List<String> OPEN_PATHS = List.of("/login/operator", "/favicon.ico", "/robots.txt");
    private static final List<String> SENDER_TREES = List.of("/notify/", "/webhook/", "/ntfy/");
    private static final List<String> SENDER_PATHS = List.of("/notify", "/ntfy", "/gotify/message");
    private static final String NOTIFICATIONS = "/notifications";

    /** {@code path} is the raw path of the request, without the query. */
    static Door of(String method, String path) {
        if (isUnusual(path)) {
            return OPERATOR;
        }
        if (OPEN_PATHS.contains(path) || OPEN_TREES.stream().anyMatch(path::startsWith)) {
            return OPEN;
        }
        if (isSender(path) || (isWriting(method) && path.equals("/"))) {
            return SENDER;
        }
        boolean notifications = path.equals(NOTIFICATIONS) || path.startsWith(NOTIFICATIONS + "/");
        return isReading(method) && notifications ? READER : OPERATOR;
    }

    /** Whether a method changes nothing. */
    static boolean isReading(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Some clients of ntfy can only post to the first page. */
    private static boolean isWriting(String method) {
        return method.equals("POST") || method.equals("PUT");
    }

    /** Where notifications come in. */
    static boolean isSender(String path) {
        return SENDER_PATHS.contains(path) || SENDER_TREES.stream().anyMatch(path::startsWith);
    }

    /** Paths that a router may read in another way than we do: they never pass as open. */
    private static boolean isUnusual(String path) {
        return !path.startsWith("/")
                || path.contains("//")
                || path.contains("/.")
                || path.indexOf(';') >= 0
                || path.indexOf('\\') >= 0
                || path.indexOf('%') >= 0;
    }
}
