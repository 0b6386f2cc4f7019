package io.ilinknotify.notification;

import java.util.regex.Pattern;

/**
 * A ULID: 48 bits of milliseconds and 80 random bits in Crockford's base 32, so that ids sort by time.
 *
 * @param value 26 upper-case characters
 */
public record NotificationId(String value) implements Comparable<NotificationId> {
    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    public NotificationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a notification id");
        }
    }

    /** Tells whether {@code text} has the form of an id. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(NotificationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
