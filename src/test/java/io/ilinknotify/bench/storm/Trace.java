package io.ilinknotify.bench.storm;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happens to a sender: alerts, and a person who writes.
 *
 * @param name as the report calls it
 * @param alerts in the order in which they come
 * @param replies when the person writes, the first message that opens the first window included
 * @param answersReminders whether the person also answers a reminder, {@link Person} says when
 * @param showsNothing while the server takes every send without an id and shows none; {@code null}: never
 * @param length when the trace ends
 */
record Trace(
        String name,
        List<Alert> alerts,
        List<Duration> replies,
        boolean answersReminders,
        @Nullable Span showsNothing,
        Duration length) {
    Trace {
        alerts = List.copyOf(alerts);
        replies = List.copyOf(replies);
    }

    /** A part of the trace. */
    record Span(Duration from, Duration to) {
        boolean contains(Duration time) {
            return time.compareTo(from) >= 0 && time.compareTo(to) < 0;
        }
    }

    long criticals() {
        return alerts.stream().filter(Alert::isCritical).count();
    }

    /** Writes a trace down. */
    static final class Writer {
        private final List<Alert> alerts = new ArrayList<>();
        private int written;

        /** {@code count} alerts of the same name, {@code every} so often from {@code from} on. */
        Writer repeated(Duration from, Duration every, int count, Priority priority, String title) {
            for (int i = 0; i < count; i++) {
                add(from.plus(every.multipliedBy(i)), priority, Phase.NONE, title, null);
            }
            return this;
        }

        Writer once(Duration at, Priority priority, String title) {
            return repeated(at, Duration.ZERO, 1, priority, title);
        }

        /** An alert that fires, and its end. */
        Writer firing(Duration at, Duration lasts, Priority priority, String title) {
            String thread = title + "@" + at;
            add(at, priority, Phase.FIRING, title, thread);
            add(at.plus(lasts), priority, Phase.RESOLVED, title, thread);
            return this;
        }

        /** Fires and ends, again and again, as one thread. */
        Writer flapping(Duration from, Duration every, int times, Priority priority, String title) {
            for (int i = 0; i < times; i++) {
                Duration at = from.plus(every.multipliedBy(i));
                add(at, priority, Phase.FIRING, title, title);
                add(at.plus(every.dividedBy(2)), priority, Phase.RESOLVED, title, title);
            }
            return this;
        }

        private void add(Duration at, Priority priority, Phase phase, String title, @Nullable String thread) {
            alerts.add(new Alert(at, priority, phase, title, "seen on host " + (100 + ++written), thread));
        }

        List<Alert> alerts() {
            return alerts.stream().sorted(Comparator.comparing(Alert::after)).toList();
        }
    }
}
