package io.ilinknotify;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return reached(Map.of("", wanted), after, until).getOrDefault("", List.of());
    }

    /** The same for several at once: reading the clock is what takes time. */
    public Map<String, List<Instant>> reached(
            Map<String, Predicate<LocalDateTime>> wanted, Instant after, Instant until) {
        Map<String, List<Instant>> reached = empty(wanted);
        Instant now = after.minus(Duration.ofDays(2));
        LocalDateTime furthest = shown(now);
        while (now.isBefore(until)) {
            now = now.plusSeconds(60);
            LocalDateTime shows = shown(now);
            Set<String> due = new HashSet<>();
            while (furthest.isBefore(shows)) {
                furthest = furthest.plusMinutes(1);
                LocalDateTime minute = furthest;
                wanted.forEach((name, meaning) -> {
                    if (meaning.test(minute)) {
                        due.add(name);
                    }
                });
            }
            if (now.isAfter(after)) {
                add(now, due, reached);
            }
        }
        return reached;
    }

    /** Every minute in which the clock shows something wanted, the second time as well; in {@code (after, until]}. */
    public Map<String, List<Instant>> shown(
            Map<String, Predicate<LocalDateTime>> wanted, Instant after, Instant until) {
        Map<String, List<Instant>> shown = empty(wanted);
        for (Instant now = after.plusSeconds(60); !now.isAfter(until); now = now.plusSeconds(60)) {
            LocalDateTime shows = shown(now);
            Set<String> due = new HashSet<>();
            wanted.forEach((name, meaning) -> {
                if (meaning.test(shows)) {
                    due.add(name);
                }
            });
            add(now, due, shown);
        }
        return shown;
    }

    private static Map<String, List<Instant>> empty(Map<String, Predicate<LocalDateTime>> wanted) {
        Map<String, List<Instant>> lists = new HashMap<>();
        wanted.keySet().forEach(name -> lists.put(name, new ArrayList<>()));
        return lists;
    }

    private static void add(Instant now, Set<String> due, Map<String, List<Instant>> lists) {
        due.forEach(name -> lists.getOrDefault(name, List.of()).add(now));
    }

    private LocalDateTime shown(Instant time) {
        return time.atZone(zone).toLocalDateTime();
    }
}
