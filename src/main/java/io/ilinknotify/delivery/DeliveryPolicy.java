package io.ilinknotify.delivery;

import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.DeliveryQueue.Group;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Decides what the sender does next. Pure: the same inputs give the same decision. */
final class DeliveryPolicy {
    /** A lost answer is not worth a repeat after this. */
    static final Duration REPEAT_UNTIL = Duration.ofMinutes(10);

    /** A repeat must leave a send for what comes. */
    private static final int LEAST_LEFT_FOR_REPEAT = 2;

    private static final List<Priority> MOST_URGENT_FIRST =
            List.of(Priority.CRITICAL, Priority.HIGH, Priority.DEFAULT, Priority.LOW);

    private final Gate gate;
    private final Duration repeatAfter;

    DeliveryPolicy(Gate gate, Duration repeatAfter) {
        this.gate = gate;
        this.repeatAfter = repeatAfter;
    }

    /** The next step, given what waits and which messages may be repeated. */
    Decision next(Map<Priority, Group> waiting, List<LostMessage> lost, Situation s) {
        Instant soonest = null;
        for (LostMessage message : lost) {
            if (!s.now().isBefore(giveUpAt(message))) {
                return new Decision.GiveUp(message.clientId());
            }
        }
        boolean ahead = false;
        for (Priority priority : MOST_URGENT_FIRST) {
            Group group = waiting.get(priority);
            if (group != null) {
                ahead = true;
                Gate.Verdict verdict = gate.verdict(priority, group.newest(), s);
                if (verdict.isOpen()) {
                    return new Decision.Send(priority);
                }
                soonest = earlier(soonest, verdict.opensAt());
            }
            for (LostMessage message : lost) {
                if (message.priority() == priority) {
                    Instant at = ahead ? giveUpAt(message) : repeatAt(message, s);
                    if (!at.isAfter(s.now())) {
                        return new Decision.Repeat(message.clientId());
                    }
                    soonest = earlier(soonest, at);
                }
            }
        }
        return soonest == null ? new Decision.Hold() : new Decision.WaitUntil(soonest);
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
        if (!polled || s.window().remaining() < LEAST_LEFT_FOR_REPEAT) {
            return giveUpAt(message);
        }
        Instant from = lostAt.plus(repeatAfter);
        if (s.now().isBefore(from)) {
            return from;
        }
        Gate.Verdict verdict = gate.verdict(message.priority(), lostAt, s);
        Instant opensAt = verdict.opensAt();
        if (verdict.isOpen()) {
            return s.now();
        }
        return opensAt == null || opensAt.isAfter(giveUpAt(message)) ? giveUpAt(message) : opensAt;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
