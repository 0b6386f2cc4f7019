package io.ilinknotify.delivery.policy;

import io.ilinknotify.delivery.policy.DeliveryConfig.Strategy;
import io.ilinknotify.delivery.policy.QueueSummary.Group;
import io.ilinknotify.delivery.policy.QueueSummary.LostMessage;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides what the sender does next. Pure: the same inputs give the same decision. */
public final class DeliveryPolicy {
    /** A lost answer is not worth a repeat after this. */
    static final Duration REPEAT_UNTIL = Duration.ofMinutes(10);

    /** A reply is answered by at most this many messages; the last one counts what is left. */
    public static final int RELEASE_MESSAGES = 3;

    /** A repeat, and a reminder, must leave a send for what comes. */
    private static final int LEAST_LEFT = 2;

    /** An alert that ended is worth a send of its own only if more than these are left. */
    private static final int ENOUGH_FOR_RESOLVED = 5;

    private final SendRules rules;
    private final DeliveryConfig delivery;
    private final Duration reminder;

    /**
     * @param rules whether a priority may go now
     * @param reminder how long before the window closes the person is reminded; zero for never
     */
    public DeliveryPolicy(SendRules rules, DeliveryConfig delivery, Duration reminder) {
        this.rules = rules;
        this.delivery = delivery;
        this.reminder = reminder;
    }

    /** The next step, given what there is to tell. */
    public Decision next(QueueSummary queue, SenderContext s) {
        for (LostMessage message : queue.lost()) {
            if (!s.now().isBefore(giveUpAt(message))) {
                return new Decision.GiveUp(message.clientId());
            }
        }
        Agenda agenda = new Agenda(s.now());
        release(queue, s, agenda);
        remind(queue, s, agenda);
        lead(queue, s, agenda);
        return agenda.decision();
    }

    /** What waited when the person wrote is told in few messages, close to each other. */
    private void release(QueueSummary queue, SenderContext s, Agenda agenda) {
        Instant repliedAt = s.repliedAt();
        if (repliedAt == null || queue.released() >= RELEASE_MESSAGES) {
            return;
        }
        if (queue.isOlderThan(repliedAt)) {
            Optional<Group> first = queue.groups().stream().findFirst();
            Priority lead = first.map(Group::priority).orElse(Priority.DEFAULT);
            Instant newest = first.map(Group::newest).orElse(s.now());
            agenda.add(rules.verdict(lead, newest, null, s), new Decision.Send(Kind.RELEASE, lead, null));
        }
    }

    /** Unspent sends die with the window, so asking for a reply costs nothing; it carries what waits. */
    private void remind(QueueSummary queue, SenderContext s, Agenda agenda) {
        WindowView window = s.window();
        Instant closesAt = window.closesAt();
        if (closesAt == null || queue.reminded() || reminder.isZero() || window.remaining() < LEAST_LEFT) {
            return;
        }
        Instant due = rules.reminderAt(closesAt.minus(reminder));
        Optional<Instant> silentUntil = rules.reminderWaitsUntil(s.now());
        if (s.now().isBefore(due)) {
            agenda.lookAt(due);
        } else if (silentUntil.isPresent()) {
            agenda.lookAt(silentUntil.get());
        } else {
            Priority lead =
                    queue.groups().stream().findFirst().map(Group::priority).orElse(Priority.DEFAULT);
            agenda.add(rules.verdict(Priority.CRITICAL, null, null, s), new Decision.Send(Kind.REMINDER, lead, null));
        }
    }

    private void lead(QueueSummary queue, SenderContext s, Agenda agenda) {
        for (Group group : queue.groups()) {
            if (leads(group, s)) {
                Instant since = group.continuing() ? null : group.oldest();
                agenda.add(
                        rules.verdict(group.priority(), group.newest(), since, s),
                        new Decision.Send(Kind.ALERTS, group.priority(), group.oldest()));
            }
        }
        for (LostMessage message : queue.lost()) {
            boolean first =
                    queue.groups().stream().noneMatch(group -> group.priority().atLeast(message.priority()));
            Instant at = first ? repeatAt(message, s) : giveUpAt(message);
            agenda.at(at, new Decision.Repeat(message.clientId()));
        }
    }

    private boolean leads(Group group, SenderContext s) {
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
    private Instant repeatAt(LostMessage message, SenderContext s) {
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
        SendRules.Verdict verdict = rules.verdict(message.priority(), lostAt, null, s);
        Instant opensAt = verdict.opensAt();
        if (verdict.isOpen()) {
            return s.now();
        }
        return opensAt == null || opensAt.isAfter(giveUpAt(message)) ? giveUpAt(message) : opensAt;
    }

    /** Gathers what might be done: the first thing that may be done now wins, else the soonest time to look again. */
    private static final class Agenda {
        private final Instant now;
        private @Nullable Decision first;
        private @Nullable Instant soonest;

        Agenda(Instant now) {
            this.now = now;
        }

        void add(SendRules.Verdict verdict, Decision decision) {
            Instant opensAt = verdict.opensAt();
            if (verdict.isOpen()) {
                at(now, decision);
            } else if (opensAt != null) {
                lookAt(opensAt);
            }
        }

        void at(Instant time, Decision decision) {
            if (time.isAfter(now)) {
                lookAt(time);
            } else if (first == null) {
                first = decision;
            }
        }

        void lookAt(Instant time) {
            if (soonest == null || time.isBefore(soonest)) {
                soonest = time;
            }
        }

        Decision decision() {
            if (first != null) {
                return first;
            }
            return soonest == null ? new Decision.Hold() : new Decision.WaitUntil(soonest);
        }
    }
}
