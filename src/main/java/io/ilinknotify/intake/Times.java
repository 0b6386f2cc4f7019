package io.ilinknotify.intake;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in answers are RFC 3339 in UTC, to the millisecond. */
final class Times {
    private Times() {}

    static @Nullable Instant ofAnswer(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
