package io.ilinknotify.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says when a job is due. Pure: the same {@code after} gives the same answer, whatever ran before. */
sealed interface Schedule permits CronSchedule, Schedule.EverySchedule {
    /** Finds the first due time after this one; empty when there is none any more. */
    Optional<Instant> next(Instant after);

    /**
     * Finds the last due time in {@code (after, until]}; empty when there is none. Looks backwards in growing steps, so that a
     * long pause of a frequent job costs no walk through all of it.
     */
    default Optional<Instant> lastIn(Instant after, Instant until) {
        Duration back = Duration.ofMinutes(2);
        Instant from = until;
        Optional<Instant> found = Optional.empty();
        while (found.isEmpty() && from.isAfter(after)) {
            Instant earlier = until.minus(back);
            from = earlier.isBefore(after) ? after : earlier;
            found = next(from).filter(due -> !due.isAfter(until));
            back = back.multipliedBy(2);
        }
        Optional<Instant> later = found;
        while (later.isPresent()) {
            found = later;
            later = next(found.get()).filter(due -> !due.isAfter(until));
        }
        return found;
    }

    /** Due at every multiple of {@code interval} since midnight UTC of 1970-01-01: a grid that no restart moves. */
    record EverySchedule(Duration interval) implements Schedule {
        @Override
        public Optional<Instant> next(Instant after) {
            long step = interval.toMillis();
            return Optional.of(Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), step) + 1) * step));
        }
    }
}
