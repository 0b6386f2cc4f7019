package io.ilinknotify.delivery.policy;

import io.ilinknotify.notification.Priority;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One of the quiet hours of the settings: the same hours on each of its days. Pure. */
record QuietWindow(String name, LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone, Priority below) {
    /** A window on one day of the week, whose hours do not exist on the next such day, is found on the one after. */
    private static final int LOOK_AHEAD = 15;

    static QuietWindow of(String name, QuietConfig config, ZoneId standard) {
        return new QuietWindow(
                name,
                config.from(),
                config.to(),
                config.days().orElse(EnumSet.allOf(DayOfWeek.class)),
                config.timeZone().orElse(standard),
                config.below());
    }

    /** A time of silence: {@code [start, end)}. */
    record Span(Instant start, Instant end) {
        boolean holds(Instant time) {
            return !time.isBefore(start) && time.isBefore(end);
        }
    }

    /** The span that holds this time, if one does. */
    Stream<Span> around(Instant time) {
        return spans(time, 0).filter(span -> span.holds(time));
    }

    QuietHours.Standing standing(Instant now) {
        Span next = spans(now, LOOK_AHEAD)
                .filter(span -> span.start().isAfter(now))
                .findFirst()
                .orElseThrow();
        return around(now)
                .findFirst()
                .map(current -> standing(true, next.start(), current.end()))
                .orElseGet(() -> standing(false, next.start(), next.end()));
    }

    private QuietHours.Standing standing(boolean active, Instant begins, Instant ends) {
        return new QuietHours.Standing(name, from, to, days, zone, below, active, begins, ends);
    }

    private Stream<Span> spans(Instant around, int daysAhead) {
        LocalDate today = around.atZone(zone).toLocalDate();
        return LongStream.rangeClosed(-1, daysAhead)
                .mapToObj(today::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .map(this::on)
                .filter(span -> span.start().isBefore(span.end()));
    }

    private Span on(LocalDate day) {
        LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
        return new Span(reached(day.atTime(from)), reached(last.atTime(to)));
    }

    /** When the clock on the wall shows this time first; when it never does, the moment in which it jumps over it. */
    private Instant reached(LocalDateTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }
}
