package io.ilinknotify.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** When a job is due. Pure: the same {@code after} gives the same answer, whatever ran before. */
public sealed interface Schedule permits CronSchedule, Schedule.EverySchedule {
    /** The first due time after this one; empty when there is none any more. */
    Optional<Instant> next(Instant after);

    /**
     * The schedule of a cron expression.
     *
     * @param zone where its hours are
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static Schedule cron(String expression, ZoneId zone) {
        return CronSchedule.of(expression, zone);
    }

    /** Due at every multiple of {@code interval} since midnight UTC of 1970-01-01. */
    static Schedule every(Duration interval) {
        return new EverySchedule(interval);
    }

    /**
     * The last due time in {@code (after, until]}; empty when there is none. Looks backwards in growing steps, so that a
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
        while (found.isPresent()) {
            Optional<Instant> later = next(found.get()).filter(due -> !due.isAfter(until));
            if (later.isEmpty()) {
                return found;
            }
            found = later;
        }
        return found;
    }

    /** A fixed interval on a grid that no restart moves. */
    record EverySchedule(Duration interval) implements Schedule {
        public EverySchedule {
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
}
