package io.ilinknotify.ilink;

/** A code and what was said with it, in one line. */
final class CodeWords {
    private CodeWords() {}

    static String of(long code, String detail) {
        if (detail.startsWith("HTTP ")) {
            return detail;
        }
        return detail.isEmpty() ? "code " + code : "code " + code + ": " + detail;
    }
}
