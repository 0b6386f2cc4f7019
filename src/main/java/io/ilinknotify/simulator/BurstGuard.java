package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts one bot's sends in time, and refuses for a while after a burst. */
final class BurstGuard {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final Rules rules;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private @Nullable Instant until;

    BurstGuard(Rules rules) {
        this.rules = rules;
    }

    /** One more try: whether it is refused. A try while refused prolongs the refusal. */
    boolean refuses(Instant now) {
        if (!rules.bursts) {
            return false;
        }
        if (until != null && now.isBefore(until)) {
            until = now.plus(rules.burstPenalty);
            return true;
        }
        until = null;
        recent.removeIf(at -> !at.isAfter(now.minus(FIVE_MINUTES)));
        recent.add(now);
        long within =
                recent.stream().filter(at -> at.isAfter(now.minus(SECOND))).count();
        if (within < rules.burstPerSecond && recent.size() <= rules.burstPerFiveMinutes) {
            return false;
        }
        recent.clear();
        until = now.plus(rules.burstPenalty);
        return true;
    }

    /** Refuses until then, without a burst. */
    void penalize(Instant end) {
        until = end;
        recent.clear();
    }

    /** When the penalty ends unless prolonged; null: there is none. */
    @Nullable
    Instant until() {
        return until;
    }
}
