package io.ilinknotify.notification;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;

/** Makes {@link NotificationId}s that rise even within one millisecond and when the clock steps back. */
public final class NotificationIds {
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private long lastMillis;
    private long high;
    private long low;

    public NotificationIds(Clock clock) {
        this.clock = clock;
    }

    /** The next id; greater than every one given before by this instance. */
    public synchronized NotificationId next() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            // The top bit of the random part stays clear, so that counting up within a millisecond cannot overflow it.
            high = random.nextLong() & 0x7F_FFFF_FFFFL;
            low = random.nextLong() & 0xFF_FFFF_FFFFL;
        } else {
            low = (low + 1) & 0xFF_FFFF_FFFFL;
            if (low == 0) {
                high++;
            }
        }
        char[] text = new char[26];
        digits(text, 0, 10, lastMillis);
        digits(text, 10, 8, high);
        digits(text, 18, 8, low);
        return new NotificationId(new String(text));
    }

    /** The least id that could have been given at {@code time}: ids of later ones are greater. */
    public static NotificationId least(Instant time) {
        char[] text = new char[26];
        Arrays.fill(text, '0');
        digits(text, 0, 10, time.toEpochMilli());
        return new NotificationId(new String(text));
    }

    private static void digits(char[] text, int from, int count, long value) {
        long rest = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = DIGITS[(int) (rest & 31)];
            rest >>>= 5;
        }
    }
}
