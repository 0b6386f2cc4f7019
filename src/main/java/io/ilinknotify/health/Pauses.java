package io.ilinknotify.health;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** How long to wait after the first failure in a row, the second, and so on; the last one repeats. */
public record Pauses(List<Duration> steps) {
    public static Pauses ofSeconds(long... seconds) {
        return new Pauses(LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList());
    }

    /** {@code failures} counts from 1. */
    public Duration after(int failures) {
        return steps.get(Math.clamp(failures - 1, 0, steps.size() - 1));
    }

    public Duration longest() {
        return steps.getLast();
    }
}
