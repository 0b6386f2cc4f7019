package io.ilinknotify.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A fixed interval on a grid that no restart moves. */
record EverySchedule(Duration interval) implements Schedule {
    EverySchedule {
        if (interval.toMillis() <= 0) {
            throw new IllegalArgumentException("an interval must be longer than nothing");
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        long step = interval.toMillis();
        return Optional.of(Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), step) + 1) * step));
    }
}
