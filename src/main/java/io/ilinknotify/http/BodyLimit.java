package io.ilinknotify.http;

/** How large a body may be. */
final class BodyLimit {
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    /** Alertmanager puts all alerts of a group into one payload. */
    static final long WEBHOOK = 8 * MIB;

    static final long NOTIFY = MIB;
    /** Forms with a token or a few digits. */
    static final long OTHERS = 64 * KIB;

    private BodyLimit() {}

    /** In bytes, for the raw path of a request. */
    static long of(String path) {
        if (path.startsWith("/webhook/")) {
            return WEBHOOK;
        }
        return isNotify(path) ? NOTIFY : OTHERS;
    }

    /** Where senders come in. */
    static boolean isSender(String path) {
        return isNotify(path) || path.startsWith("/webhook/");
    }

    private static boolean isNotify(String path) {
        return path.equals("/notify")
                || path.startsWith("/notify/")
                || path.equals("/gotify/message")
                || path.equals("/ntfy")
                || path.startsWith("/ntfy/");
    }
}
