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
 * @param line what breaks on the way to the phone
 * @param length when the trace ends
 */
record Trace(
        String name, List<Alert> alerts, List<Duration> replies, boolean answersReminders, Line line, Duration length) {
    Trace {
        alerts = List.copyOf(alerts);
        replies = List.copyOf(replies);
    }

    /** A part of the trace in which something is wrong. */
    record Trouble(Kind kind, Duration from, Duration to) {
        boolean isAt(Duration time) {
            return time.compareTo(from) >= 0 && time.compareTo(to) < 0;
        }

        /** What is wrong. */
        enum Kind {
            /** The server takes every send without an id and shows none. */
            SHOWS_NOTHING,
            /** Sends and polls are answered by {@code -14}. */
            TOKEN_REFUSED,
            NO_NETWORK
        }
    }

    /**
     * The way to the phone.
     *
     * @param window how long after a message of the person the server takes sends, whatever the sender believes
     */
    record Line(Duration window, List<Trouble> troubles) {
        static final Line GOOD = new Line(Duration.ofHours(24), List.of());

        boolean has(Trouble.Kind kind, Duration now) {
            return troubles.stream().anyMatch(trouble -> trouble.kind() == kind && trouble.isAt(now));
        }

        boolean breaks() {
            return troubles.stream().anyMatch(trouble -> trouble.kind() != Trouble.Kind.SHOWS_NOTHING);
        }

        boolean answers(Duration now) {
            return !has(Trouble.Kind.TOKEN_REFUSED, now) && !has(Trouble.Kind.NO_NETWORK, now);
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
