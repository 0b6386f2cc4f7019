package io.ilinknotify.notification;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A ULID: 48 bits of milliseconds and 80 random bits in Crockford's base 32, so that ids sort by time.
 *
 * @param value 26 upper-case characters
 */
public record NotificationId(String value) implements Comparable<NotificationId> {
    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    public NotificationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a notification id");
        }
    }

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

    /** The least id that could have been given at {@code time}: ids of later ones are greater. */
    public static NotificationId least(Instant time) {
        return of(time.toEpochMilli(), 0, 0);
    }

    /** @param high the upper 40 random bits; {@code low} has the others */
    private static NotificationId of(long millis, long high, long low) {
        char[] text = new char[26];
        digits(text, 0, 10, millis);
        digits(text, 10, 8, high);
        digits(text, 18, 8, low);
        return new NotificationId(new String(text));
    }

    private static void digits(char[] text, int from, int count, long value) {
        long rest = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = DIGITS[(int) (rest & 31)];
            rest >>>= 5;
        }
    }

    /** Makes ids that rise even within one millisecond and when the clock steps back. */
    public static final class Generator {
        private final Clock clock;
        private final SecureRandom random = new SecureRandom();
        private long lastMillis;
        private long high;
        private long low;

        public Generator(Clock clock) {
            this.clock = clock;
        }

        /** The next id; greater than every one given before by this instance. */
        public synchronized NotificationId next() {
            long now = clock.millis();
            if (now > lastMillis) {
                lastMillis = now;
                // The top bit of the random part stays clear, so that counting up within a millisecond cannot overflow
                // it.
                high = random.nextLong() & 0x7F_FFFF_FFFFL;
                low = random.nextLong() & 0xFF_FFFF_FFFFL;
            } else {
                low = (low + 1) & 0xFF_FFFF_FFFFL;
                if (low == 0) {
                    high++;
                }
            }
            return of(lastMillis, high, low);
        }
    }
}
