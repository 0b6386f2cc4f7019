package io.ilinknotify.status;

import io.ilinknotify.delivery.policy.QuietHours.QuietStanding;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An open window as a bar of 1,000 parts.
 *
 * @param now how many are over
 * @param reminder where the reminder goes out; -1 without one
 * @param quiet the quiet hours within
 */
record WindowBar(int now, int reminder, Instant remindsAt, List<Span> quiet) {
    private static final int LENGTH = 1_000;

    record Span(int x, int width) {}

    /** Draws nothing while the window is shut. */
    static @Nullable WindowBar of(WindowView window, Duration reminder, List<QuietStanding> quiet, Instant now) {
        Instant opened = window.openedAt();
        Instant closes = window.closesAt();
        if (!window.open() || opened == null || closes == null) {
            return null;
        }
        return new WindowBar(
                part(now, opened, closes),
                reminder.isZero() ? -1 : part(closes.minus(reminder), opened, closes),
                closes.minus(reminder),
                quiet.stream()
                        .map(hours -> {
                            int from = part(hours.active() ? now : hours.begins(), opened, closes);
                            return new Span(from, part(hours.ends(), opened, closes) - from);
                        })
                        .filter(span -> span.width() > 0)
                        .toList());
    }

    private static int part(Instant time, Instant opened, Instant closes) {
        return place(time, opened, closes, LENGTH);
    }

    /** Finds the place of a time on a line of this length; what lies beyond is at its end. */
    static int place(Instant time, Instant from, Instant to, int length) {
        long place = length
                * Duration.between(from, time).toMillis()
                / Math.max(1, Duration.between(from, to).toMillis());
        return (int) Math.clamp(place, 0, length);
    }
}
