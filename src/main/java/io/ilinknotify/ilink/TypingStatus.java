package io.ilinknotify.ilink;

/** {@code status} of {@code sendtyping}. */
public enum TypingStatus {
    /** The phone shows that an answer is being written. */
    TYPING(1),
    /** It stops showing it. */
    CANCEL(2);

    private final int code;

    TypingStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
