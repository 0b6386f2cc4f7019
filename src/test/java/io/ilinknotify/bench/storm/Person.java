package io.ilinknotify.bench.storm;

import java.time.Duration;
import java.time.LocalTime;

/** Who holds the phone: up from seven to eleven, and answers a reminder some time after it is seen. */
final class Person {
    /** Every trace begins at nine in the morning. */
    static final Start STARTS = new Start(LocalTime.of(9, 0));

    private static final LocalTime UP = LocalTime.of(7, 0);
    private static final LocalTime TO_BED = LocalTime.of(23, 0);
    private static final Duration LATER = Duration.ofMinutes(20);

    private Person() {}

    /** When a reminder that came at {@code seen} is answered. */
    static Duration answers(Duration seen) {
        LocalTime time = STARTS.time.plus(seen);
        if (time.isBefore(UP)) {
            return seen.plus(Duration.between(time, UP)).plus(LATER);
        }
        if (!time.isBefore(TO_BED)) {
            return seen.plus(Duration.ofDays(1))
                    .minus(Duration.between(UP, time))
                    .plus(LATER);
        }
        return seen.plus(LATER);
    }

    record Start(LocalTime time) {
        /** How long it is until this time of the next day. */
        Duration until(int hour, int minute) {
            return Duration.between(time, LocalTime.of(hour, minute)).plusDays(1);
        }
    }
}
