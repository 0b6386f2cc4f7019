package io.ilinknotify.bench.storm;

import io.ilinknotify.bench.storm.Trace.Trouble.Kind;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.RecordedSend;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import io.ilinknotify.simulator.SimulatedIlink;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a trace through a sender, and measures. */
final class Run {
    private static final Duration TICK = Duration.ofMinutes(1);
    private static final Duration IN_TIME = Duration.ofMinutes(1);

    private static final Set<Verdict> TAKEN = EnumSet.of(Verdict.SHOWN, Verdict.HIDDEN, Verdict.REPEAT_REMOVED);

    private final Trace trace;
    private final StormSender sender;
    private final Phone phone;
    private final Instant start;
    private final Set<Alert> possible = new HashSet<>();
    private int nextAlert;
    private int nextReply;
    private int seen;
    private @Nullable Duration answer;

    private Run(Trace trace, StormSender sender) {
        this.trace = trace;
        this.sender = sender;
        this.phone = sender.server().phone();
        this.start = sender.server().clock().instant();
    }

    static Result of(Trace trace, String name, StormSender sender) {
        try (sender) {
            Run run = new Run(trace, sender);
            run.play();
            return run.measure(name);
        }
    }

    private void play() {
        for (Duration now = now(); now.compareTo(trace.length()) < 0; now = now()) {
            happen(now);
            sender.run(next(now).minus(now));
        }
    }

    private Duration now() {
        return Duration.between(start, sender.server().clock().instant());
    }

    private void happen(Duration now) {
        breakLine(trace.line(), now);
        while (nextReply < trace.replies().size() && due(trace.replies().get(nextReply), now)) {
            sender.personWrites();
            nextReply++;
        }
        noticeReminder(now);
        if (answer != null && due(answer, now)) {
            sender.personWrites();
            answer = null;
        }
        while (nextAlert < trace.alerts().size()
                && due(trace.alerts().get(nextAlert).after(), now)) {
            Alert alert = trace.alerts().get(nextAlert++);
            if (phone.windowOpen() && !phone.rateLimited() && trace.line().answers(now)) {
                possible.add(alert);
            }
            sender.post(alert);
        }
    }

    private void breakLine(Trace.Line line, Duration now) {
        SimulatedIlink server = sender.server();
        server.rules().window = line.window();
        server.rules().restricted = line.has(Kind.SHOWS_NOTHING, now);
        if (line.breaks()) {
            boolean refused = line.has(Kind.TOKEN_REFUSED, now);
            server.noMoreFaults();
            if (refused) {
                server.fromNowOn(Endpoint.SEND, Fault.staleToken());
            }
            sender.polls(refused);
            sender.network(!line.has(Kind.NO_NETWORK, now));
        }
    }

    private void noticeReminder(Duration now) {
        List<RecordedSend> messages = phone.messages();
        boolean reminded = messages.subList(seen, messages.size()).stream()
                .anyMatch(message -> message.text().startsWith("⏰"));
        seen = messages.size();
        if (reminded && trace.answersReminders()) {
            answer = Person.answers(now);
        }
    }

    private static boolean due(Duration at, Duration now) {
        return at.compareTo(now) <= 0;
    }

    /** The next thing that happens, or the next look at the phone. */
    private Duration next(Duration now) {
        Duration next = now.plus(TICK);
        if (nextAlert < trace.alerts().size()) {
            next = earlier(next, trace.alerts().get(nextAlert).after());
        }
        if (nextReply < trace.replies().size()) {
            next = earlier(next, trace.replies().get(nextReply));
        }
        return earlier(next, trace.length());
    }

    private static Duration earlier(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private Result measure(String name) {
        Map<Alert, Fate> fates = sender.fates();
        List<RecordedSend> sends = sender.server().sends();
        Duration silence = trace.alerts().stream()
                .filter(Alert::isCritical)
                .map(alert -> silence(alert, fates.get(alert)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return new Result(
                name,
                fates,
                criticals(fates, trace.alerts()),
                (int) trace.criticals(),
                criticals(fates, possible),
                (int) possible.stream().filter(Alert::isCritical).count(),
                (int) sends.stream()
                        .filter(send -> TAKEN.contains(send.verdict()))
                        .count(),
                (int) sends.stream()
                        .filter(send -> !TAKEN.contains(send.verdict()))
                        .count(),
                silence);
    }

    private int criticals(Map<Alert, Fate> fates, Iterable<Alert> among) {
        int inTime = 0;
        for (Alert alert : among) {
            if (alert.isCritical() && silence(alert, fates.get(alert)).compareTo(IN_TIME) <= 0) {
                inTime++;
            }
        }
        return inTime;
    }

    /** From the alert to the phone, or to the end of the trace. */
    private Duration silence(Alert alert, @Nullable Fate fate) {
        Instant told = fate == null || fate.at() == null ? start.plus(trace.length()) : fate.at();
        return Duration.between(start.plus(alert.after()), told);
    }
}
