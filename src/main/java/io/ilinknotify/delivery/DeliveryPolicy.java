package io.ilinknotify.delivery;

import io.ilinknotify.delivery.DeliveryConfig.Strategy;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.DeliveryQueue.Group;
import io.ilinknotify.window.WindowView;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what the sender does next. Pure: the same inputs give the same decision. */
final class DeliveryPolicy {
    /** A lost answer is not worth a repeat after this. */
    static final Duration REPEAT_UNTIL = Duration.ofMinutes(10);

    /** A reply is answered by at most this many messages; the last one counts what is left. */
    static final int RELEASE_MESSAGES = 3;

    /** A repeat, and a reminder, must leave a send for what comes. */
    private static final int LEAST_LEFT = 2;

    /** An alert that ended is worth a send of its own only if more than these are left. */
    private static final int ENOUGH_FOR_RESOLVED = 5;

    private final Gate gate;
    private final DeliveryConfig delivery;
    private final Duration reminder;

    /**
     * @param gate whether a priority may go now
     * @param reminder how long before the window closes the person is reminded; zero for never
     */
    DeliveryPolicy(Gate gate, DeliveryConfig delivery, Duration reminder) {
        this.gate = gate;
        this.delivery = delivery;
        this.reminder = reminder;
    }

    /** The next step, given what there is to tell and which messages may be repeated. */
    Decision next(Backlog backlog, List<LostMessage> lost, Situation s) {
        for (LostMessage message : lost) {
            if (!s.now().isBefore(giveUpAt(message))) {
                return new Decision.GiveUp(message.clientId());
            }
        }
        Agenda agenda = new Agenda(s.now());
        release(backlog, s, agenda);
        remind(backlog, s, agenda);
        lead(backlog, lost, s, agenda);
        return agenda.decision();
    }

    /** What waited when the person wrote is told in few messages, close to each other. */
    private void release(Backlog backlog, Situation s, Agenda agenda) {
        Instant repliedAt = s.repliedAt();
        if (repliedAt == null || backlog.released() >= RELEASE_MESSAGES) {
            return;
        }
        if (backlog.isOlderThan(repliedAt)) {
            Optional<Group> first = backlog.groups().stream().findFirst();
            Priority lead = first.map(Group::priority).orElse(Priority.DEFAULT);
            Instant newest = first.map(Group::newest).orElse(s.now());
            agenda.add(gate.verdict(lead, newest, null, s), new Decision.Send(Kind.RELEASE, lead, null));
        }
    }

    /** Unspent sends die with the window, so asking for a reply costs nothing; it carries what waits. */
    private void remind(Backlog backlog, Situation s, Agenda agenda) {
        WindowView window = s.window();
        Instant closesAt = window.closesAt();
        if (closesAt == null || backlog.reminded() || reminder.isZero() || window.remaining() < LEAST_LEFT) {
            return;
        }
        Instant due = gate.reminderAt(closesAt.minus(reminder));
        Optional<Instant> silentUntil = gate.reminderWaitsUntil(s.now());
        if (s.now().isBefore(due)) {
            agenda.lookAt(due);
        } else if (silentUntil.isPresent()) {
            agenda.lookAt(silentUntil.get());
        } else {
            Priority lead =
                    backlog.groups().stream().findFirst().map(Group::priority).orElse(Priority.DEFAULT);
            agenda.add(gate.verdict(Priority.CRITICAL, null, null, s), new Decision.Send(Kind.REMINDER, lead, null));
        }
    }

    private void lead(Backlog backlog, List<LostMessage> lost, Situation s, Agenda agenda) {
        for (Group group : backlog.groups()) {
            if (leads(group, s)) {
                Instant since = group.continuing() ? null : group.oldest();
                agenda.add(
                        gate.verdict(group.priority(), group.newest(), since, s),
                        new Decision.Send(Kind.ALERTS, group.priority(), group.oldest()));
            }
        }
        for (LostMessage message : lost) {
            boolean first = backlog.groups().stream()
                    .noneMatch(group -> group.priority().atLeast(message.priority()));
            Instant at = first ? repeatAt(message, s) : giveUpAt(message);
            agenda.at(at, new Decision.Repeat(message.clientId()));
        }
    }

    private boolean leads(Group group, Situation s) {
        if (delivery.strategy() == Strategy.IMMEDIATE) {
            return true;
        }
        return switch (group.phase()) {
            case NONE, FIRING -> group.priority() != Priority.LOW;
            case RESOLVED -> group.priority() == Priority.CRITICAL && s.window().remaining() > ENOUGH_FOR_RESOLVED;
        };
    }

    private static Instant giveUpAt(LostMessage message) {
        return message.lostAt().plus(REPEAT_UNTIL);
    }

    /**
     * When an urgent message may leave a second time, or when to look again: not before the server could have shown it
     * and a poll was answered since, and only from a purse that has something left after it.
     */
    private Instant repeatAt(LostMessage message, Situation s) {
        Instant lostAt = message.lostAt();
        Instant polledAt = s.polledAt();
        boolean polled = polledAt != null && polledAt.isAfter(lostAt);
        if (!polled || s.window().remaining() < LEAST_LEFT) {
            return giveUpAt(message);
        }
        Instant from = lostAt.plus(delivery.repeatAfter());
        if (s.now().isBefore(from)) {
            return from;
        }
        Gate.Verdict verdict = gate.verdict(message.priority(), lostAt, null, s);
        Instant opensAt = verdict.opensAt();
        if (verdict.isOpen()) {
            return s.now();
        }
        return opensAt == null || opensAt.isAfter(giveUpAt(message)) ? giveUpAt(message) : opensAt;
    }
}
