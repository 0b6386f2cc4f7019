package io.ilinknotify;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A clock on a wall that is read once a minute: an oracle for everything that is due by the time of day. It knows no rule
 * for changes of clocks; what it shows is all that it goes by.
 */
public final class WallClock {
    private final ZoneId zone;

    public WallClock(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * When the clock first shows, or jumps over, a minute that is wanted; in {@code (after, until]}. A minute that it shows
     * for a second time, after it was put back, does not count.
     */
    public List<Instant> reached(Predicate<LocalDateTime> wanted, Instant after, Instant until) {
        List<Instant> reached = new ArrayList<>();
        Instant now = after.minus(Duration.ofDays(2));
        LocalDateTime furthest = shown(now);
        while (now.isBefore(until)) {
            now = now.plusSeconds(60);
            LocalDateTime shows = shown(now);
            boolean due = false;
            while (furthest.isBefore(shows)) {
                furthest = furthest.plusMinutes(1);
                due |= wanted.test(furthest);
            }
            if (due && now.isAfter(after)) {
                reached.add(now);
            }
        }
        return reached;
    }

    /** Every minute in which the clock shows something wanted, the second time as well; in {@code (after, until]}. */
    public List<Instant> shown(Predicate<LocalDateTime> wanted, Instant after, Instant until) {
        List<Instant> shown = new ArrayList<>();
        for (Instant now = after.plusSeconds(60); !now.isAfter(until); now = now.plusSeconds(60)) {
            if (wanted.test(shown(now))) {
                shown.add(now);
            }
        }
        return shown;
    }

    private LocalDateTime shown(Instant time) {
        return time.atZone(zone).toLocalDateTime();
    }
}
