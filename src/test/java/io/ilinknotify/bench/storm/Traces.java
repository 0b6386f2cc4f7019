package io.ilinknotify.bench.storm;

import io.ilinknotify.bench.storm.Trace.Line;
import io.ilinknotify.bench.storm.Trace.Trouble;
import io.ilinknotify.bench.storm.Trace.Trouble.Kind;
import io.ilinknotify.notification.Priority;

import java.time.Duration;
import java.util.List;

/** The traces, written down. Times count from the person's first message. */
final class Traces {
    private static final Duration DAY = Duration.ofDays(1);

    private Traces() {}

    static List<Trace> all() {
        return List.of(badDay(), quietWeek(), nineSilentDays(), brokenLine());
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
                new Line(DAY, List.of(new Trouble(Kind.SHOWS_NOTHING, at(0, 11), at(0, 13)))),
                DAY.plusMinutes(20));
    }

    /** A report a day and some small news, and one critical alert at 03:10 of the fourth night. */
    static Trace quietWeek() {
        Trace.Writer w = new Trace.Writer()
                .repeated(at(1, 0), DAY, 7, Priority.DEFAULT, "Daily report")
                .repeated(at(9, 0), DAY, 7, Priority.LOW, "Backup finished")
                .once(DAY.multipliedBy(3).plus(Person.STARTS.until(3, 10)), Priority.CRITICAL, "Database is down");
        return new Trace("A quiet week", w.alerts(), List.of(Duration.ZERO), true, Line.GOOD, DAY.multipliedBy(7));
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
                Line.GOOD,
                reply.plusMinutes(20));
    }

    /**
     * A day on which the line breaks as users of this channel report it: the server shuts the window after 15 hours, refuses
     * the token for two minutes every few hours, and for three hours there is no network. Critical alerts come before, in
     * and just after each of that; the person, who sleeps when the window shuts, answers in the morning.
     */
    static Trace brokenLine() {
        Trace.Writer w = new Trace.Writer()
                .repeated(at(0, 30), minutes(10), 28, Priority.DEFAULT, "Slow request")
                .repeated(at(0, 50), minutes(60), 23, Priority.LOW, "Certificate renewed")
                .repeated(at(1, 10), minutes(75), 4, Priority.HIGH, "Queue is long")
                .repeated(at(20, 45), minutes(20), 10, Priority.DEFAULT, "Slow request");
        for (Duration at : List.of(
                at(2, 0),
                at(4, 1),
                at(4, 3),
                at(8, 1),
                at(8, 3),
                at(10, 0),
                at(11, 59),
                at(12, 1),
                at(16, 30),
                at(21, 0),
                at(22, 0),
                at(22, 45))) {
            w.once(at, Priority.CRITICAL, "Database " + at.toMinutes() + " is down");
        }
        return new Trace(
                "A day of a broken line",
                w.alerts(),
                List.of(at(0, 0), at(3, 30), at(5, 30), at(22, 30), at(24, 0)),
                false,
                new Line(
                        Duration.ofHours(15),
                        List.of(
                                new Trouble(Kind.TOKEN_REFUSED, at(4, 0), at(4, 2)),
                                new Trouble(Kind.TOKEN_REFUSED, at(8, 0), at(8, 2)),
                                new Trouble(Kind.NO_NETWORK, at(9, 0), at(12, 0)),
                                new Trouble(Kind.TOKEN_REFUSED, at(16, 0), at(16, 2)),
                                new Trouble(Kind.TOKEN_REFUSED, at(20, 0), at(20, 2)))),
                DAY.plusMinutes(20));
    }

    private static Duration at(int hours, int minutes) {
        return Duration.ofHours(hours).plusMinutes(minutes);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
