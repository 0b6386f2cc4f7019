package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Counts one bot's sends in time, and refuses for a while after a burst. Guarded by the lock. */
final class BurstGuard {
    private final Rules rules;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private @Nullable Instant until;

    BurstGuard(Rules rules) {
        this.rules = rules;
    }

    /** Counts one more try and tells that it is refused. A try while refused prolongs the refusal. */
    boolean refuses(Instant now) {
        if (!rules.bursts) {
            return false;
        }
        if (until != null && now.isBefore(until)) {
            until = now.plus(rules.burstPenalty);
            return true;
        }
        until = null;
        recent.removeIf(at -> !at.isAfter(now.minus(Duration.ofMinutes(5))));
        recent.add(now);
        long within = recent.stream()
                .filter(at -> at.isAfter(now.minus(Duration.ofSeconds(1))))
                .count();
        if (within < rules.burstPerSecond && recent.size() <= rules.burstPerFiveMinutes) {
            return false;
        }
        penalize(now.plus(rules.burstPenalty));
        return true;
    }

    /** Refuses until then, without a burst. */
    void penalize(Instant end) {
        until = end;
        recent.clear();
    }

    /** The end of the penalty, unless it is prolonged. */
    Optional<Instant> until() {
        return Optional.ofNullable(until);
    }
}
