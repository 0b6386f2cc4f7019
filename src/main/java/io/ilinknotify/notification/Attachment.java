package io.ilinknotify.notification;

import java.util.Locale;
import java.util.Set;

/**
 * A file that goes with a notification. Its content lies on the volume.
 *
 * @param name what the sender calls it, at most 128 characters, without a path
 * @param type its MIME type as its first bytes tell it
 * @param size in bytes, at least one
 * @param sha256 of its content, in lower-case hexadecimal digits; the name of the file in {@code media/};
 *     empty for a long text that goes as a file
 */
public record Attachment(String name, String type, long size, String sha256) {
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /** Recognizes a picture that a browser shows as such and as nothing else. */
    public boolean isShown() {
        return SHOWN.contains(type);
    }

    /** How large it is, for people: {@code 1.2 MB}. */
    public String humanSize() {
        if (size < 1_000) {
            return size + " B";
        }
        boolean large = size >= 999_950;
        double number = size / (large ? 1e6 : 1e3);
        return String.format(Locale.ROOT, number < 9.95 ? "%.1f " : "%.0f ", number) + (large ? "MB" : "kB");
    }
}
