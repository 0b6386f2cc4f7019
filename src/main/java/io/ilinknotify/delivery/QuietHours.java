package io.ilinknotify.delivery;

import io.ilinknotify.notification.Priority;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** When the phone should stay silent, and for what. Pure. */
public final class QuietHours {
    private static final QuietHours NONE = new QuietHours(List.of());
    /** Spans that follow each other are one; more than these in a row are taken for endless. */
    private static final int MOST_IN_A_ROW = 32;

    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final List<Daily> spans;

    private QuietHours(List<Daily> spans) {
        this.spans = List.copyOf(spans);
    }

    /** Never silent. */
    static QuietHours none() {
        return NONE;
    }

    /**
     * The hours of the settings.
     *
     * @param standard the zone of those that name none
     */
    public static QuietHours of(Collection<QuietConfig> settings, ZoneId standard) {
        return new QuietHours(settings.stream()
                .map(c -> new Daily(
                        c.from(),
                        c.to(),
                        c.days().orElse(EnumSet.allOf(DayOfWeek.class)),
                        c.timeZone().orElse(standard),
                        c.below()))
                .toList());
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
            Optional<Instant> further = spans.stream()
                    .filter(daily -> !priority.atLeast(daily.below))
                    .flatMap(daily -> daily.around(reached))
                    .findFirst()
                    .map(side);
            if (further.isEmpty()) {
                break;
            }
            edge = further.get();
        }
        return edge.equals(time) ? Optional.empty() : Optional.of(edge);
    }

    private record Span(Instant start, Instant end) {
        boolean holds(Instant time) {
            return !time.isBefore(start) && time.isBefore(end);
        }
    }

    private record Daily(LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone, Priority below) {
        Stream<Span> around(Instant time) {
            LocalDate today = time.atZone(zone).toLocalDate();
            return Stream.of(today.minusDays(1), today)
                    .filter(day -> days.contains(day.getDayOfWeek()))
                    .map(this::on)
                    .filter(span -> span.holds(time));
        }

        private Span on(LocalDate day) {
            LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
            return new Span(
                    day.atTime(from).atZone(zone).toInstant(),
                    last.atTime(to).atZone(zone).toInstant());
        }
    }
}
