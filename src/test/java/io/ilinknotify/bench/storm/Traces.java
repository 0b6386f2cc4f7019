package io.ilinknotify.bench.storm;

import io.ilinknotify.notification.Priority;

import java.time.Duration;
import java.util.List;

/** The traces, written down. Times count from the person's first message. */
final class Traces {
    private static final Duration DAY = Duration.ofDays(1);

    private Traces() {}

    static List<Trace> all() {
        return List.of(badDay(), quietWeek(), nineSilentDays());
    }

    /**
     * 500 alerts, 20 of them critical: a flapping link, a deploy that warns 40 times in ten minutes with three critical
     * ones in its middle, a storm of an hour, a cluster that falls over; the person answers four times. For two minutes
     * the server takes what is sent and shows none of it.
     */
    static Trace badDay() {
        Trace.Writer w = new Trace.Writer()
                .repeated(at(0, 4), minutes(8), 180, Priority.DEFAULT, "Slow request")
                .repeated(at(0, 10), minutes(20), 71, Priority.LOW, "Certificate renewed")
                .repeated(at(0, 25), minutes(60), 23, Priority.HIGH, "Queue is long")
                .flapping(at(1, 0), Duration.ofSeconds(90), 40, Priority.DEFAULT, "Link to the second site")
                .repeated(at(3, 0), Duration.ofSeconds(15), 40, Priority.DEFAULT, "Pod restarts during deploy")
                .repeated(at(7, 0), Duration.ofSeconds(60), 66, Priority.HIGH, "Disk latency");
        for (Duration at : List.of(
                at(0, 40),
                at(3, 4),
                at(3, 5),
                at(3, 6),
                at(4, 50),
                at(6, 15),
                at(7, 5),
                at(7, 12),
                at(7, 20),
                at(7, 29),
                at(9, 0),
                at(11, 0),
                at(11, 0).plusSeconds(10),
                at(11, 0).plusSeconds(30),
                at(11, 1).plusSeconds(15),
                at(11, 2),
                at(12, 30),
                at(15, 0),
                at(18, 10),
                at(21, 30))) {
            w.firing(at, minutes(25), Priority.CRITICAL, "Database " + at.toMinutes() + " is down");
        }
        return new Trace(
                "A bad day",
                w.alerts(),
                List.of(at(0, 0), at(3, 30), at(8, 0), at(13, 45), at(23, 50)),
                false,
                new Trace.Span(at(0, 11), at(0, 13)),
                DAY.plusMinutes(20));
    }

    /** A report a day and some small news, and one critical alert at 03:10 of the fourth night. */
    static Trace quietWeek() {
        Trace.Writer w = new Trace.Writer()
                .repeated(at(1, 0), DAY, 7, Priority.DEFAULT, "Daily report")
                .repeated(at(9, 0), DAY, 7, Priority.LOW, "Backup finished")
                .once(DAY.multipliedBy(3).plus(Person.STARTS.until(3, 10)), Priority.CRITICAL, "Database is down");
        return new Trace("A quiet week", w.alerts(), List.of(Duration.ZERO), true, null, DAY.multipliedBy(7));
    }

    /** A dozen alerts a day, and nobody answers before the end of the ninth day. */
    static Trace nineSilentDays() {
        Trace.Writer w = new Trace.Writer()
                .repeated(at(0, 30), minutes(240), 54, Priority.DEFAULT, "Slow request")
                .repeated(at(1, 10), minutes(480), 27, Priority.LOW, "Certificate renewed")
                .repeated(at(5, 0), minutes(720), 18, Priority.HIGH, "Queue is long");
        for (int day = 0; day < 9; day++) {
            w.once(DAY.multipliedBy(day).plus(at(16, 20)), Priority.CRITICAL, "Database " + day + " is down");
        }
        Duration reply = DAY.multipliedBy(9);
        return new Trace(
                "Nine days without a reply",
                w.alerts(),
                List.of(Duration.ZERO, reply),
                false,
                null,
                reply.plusMinutes(20));
    }

    private static Duration at(int hours, int minutes) {
        return Duration.ofHours(hours).plusMinutes(minutes);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
