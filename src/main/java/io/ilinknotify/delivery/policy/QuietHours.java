package io.ilinknotify.delivery.policy;

import io.ilinknotify.notification.Priority;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** When the phone should stay silent, and for what. Pure. */
public final class QuietHours {
    /** Spans that follow each other are one; more than these in a row are taken for endless. */
    private static final int MOST_IN_A_ROW = 32;

    private static final Duration BEFORE = Duration.ofMinutes(1);
    /** Hours on one day of the week, which do not exist on the next such day, are found on the one after. */
    private static final int LOOK_AHEAD = 15;

    private final List<Daily> all;

    private QuietHours(List<Daily> all) {
        this.all = all;
    }

    /**
     * The hours of the settings.
     *
     * @param settings by name
     * @param standard the zone of those that name none
     */
    public static QuietHours of(Map<String, QuietConfig> settings, ZoneId standard) {
        return new QuietHours(new TreeMap<>(settings)
                .entrySet().stream()
                        .map(named -> new Daily(named.getKey(), named.getValue(), standard))
                        .toList());
    }

    /**
     * How quiet hours of the settings stand, for people.
     *
     * @param days on which they begin, in the order of the week
     * @param below what is below this priority waits
     * @param active whether it waits now
     * @param begins when they begin next
     * @param ends when they end next: before {@code begins} while they are active
     */
    public record QuietStanding(
            String name,
            LocalTime from,
            LocalTime to,
            Set<DayOfWeek> days,
            ZoneId zone,
            Priority below,
            boolean active,
            Instant begins,
            Instant ends) {}

    public List<QuietStanding> standings(Instant now) {
        return all.stream().map(hours -> hours.standing(now)).toList();
    }

    /** When the silence ends that holds this priority back now; empty when nothing does. */
    Optional<Instant> until(Priority priority, Instant now) {
        return edge(priority, now, Span::end);
    }

    /** The same moment, or a minute before the silence into which it would fall. */
    Instant orBefore(Instant time) {
        return edge(Priority.DEFAULT, time, span -> span.start().minusMillis(1))
                .map(start -> start.plusMillis(1).minus(BEFORE))
                .orElse(time);
    }

    private Optional<Instant> edge(Priority priority, Instant time, Function<Span, Instant> side) {
        Instant edge = time;
        for (int i = 0; i < MOST_IN_A_ROW; i++) {
            Instant reached = edge;
            Optional<Instant> further = all.stream()
                    .filter(hours -> !priority.atLeast(hours.config().below()))
                    .flatMap(hours -> hours.around(reached))
                    .findFirst()
                    .map(side);
            if (further.isEmpty()) {
                break;
            }
            edge = further.get();
        }
        return edge.equals(time) ? Optional.empty() : Optional.of(edge);
    }

    /** A time of silence: {@code [start, end)}. */
    private record Span(Instant start, Instant end) {
        boolean holds(Instant time) {
            return !time.isBefore(start) && time.isBefore(end);
        }
    }

    /** The same hours on each of their days. */
    private record Daily(String name, QuietConfig config, ZoneId standard) {
        private Set<DayOfWeek> days() {
            return config.days().orElse(EnumSet.allOf(DayOfWeek.class));
        }

        private ZoneId zone() {
            return config.timeZone().orElse(standard);
        }

        Stream<Span> around(Instant time) {
            return spans(time, 0).filter(span -> span.holds(time));
        }

        QuietStanding standing(Instant now) {
            Span next = spans(now, LOOK_AHEAD)
                    .filter(span -> span.start().isAfter(now))
                    .findFirst()
                    .orElseThrow();
            Optional<Span> current = around(now).findFirst();
            Instant ends = current.orElse(next).end();
            return new QuietStanding(
                    name,
                    config.from(),
                    config.to(),
                    new TreeSet<>(days()),
                    zone(),
                    config.below(),
                    current.isPresent(),
                    next.start(),
                    ends);
        }

        private Stream<Span> spans(Instant around, int daysAhead) {
            LocalDate today = around.atZone(zone()).toLocalDate();
            return LongStream.rangeClosed(-1, daysAhead)
                    .mapToObj(today::plusDays)
                    .filter(day -> days().contains(day.getDayOfWeek()))
                    .map(this::on)
                    .filter(span -> span.start().isBefore(span.end()));
        }

        private Span on(LocalDate day) {
            LocalDate last = config.to().isAfter(config.from()) ? day : day.plusDays(1);
            return new Span(reached(day.atTime(config.from())), reached(last.atTime(config.to())));
        }

        /** When the clock on the wall shows this time first; when it never does, the moment in which it jumps over it. */
        private Instant reached(LocalDateTime time) {
            ZoneOffsetTransition change = zone().getRules().getTransition(time);
            return change != null && change.isGap()
                    ? change.getInstant()
                    : time.atZone(zone()).toInstant();
        }
    }
}
