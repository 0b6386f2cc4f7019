package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Counts one bot's sends in time, and refuses for a while after a burst. Guarded by the lock. */
final class BurstGuard {
    private static final int TOO_MANY_IN_ONE_SECOND = 3;
    private static final int TOO_MANY_IN_FIVE_MINUTES = 8;
    /** Each try starts it anew. */
    private static final Duration PENALTY = Duration.ofMinutes(30);

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
        if (until(now).isPresent()) {
            until = now.plus(PENALTY);
            return true;
        }
        recent.removeIf(at -> !at.isAfter(now.minus(Duration.ofMinutes(5))));
        recent.add(now);
        long within = recent.stream()
                .filter(at -> at.isAfter(now.minus(Duration.ofSeconds(1))))
                .count();
        if (within < TOO_MANY_IN_ONE_SECOND && recent.size() < TOO_MANY_IN_FIVE_MINUTES) {
            return false;
        }
        penalize(now.plus(PENALTY));
        return true;
    }

    /** Refuses until then, without a burst. */
    void penalize(Instant end) {
        until = end;
        recent.clear();
    }

    /** The end of the penalty, unless it is prolonged; empty when there is none now. */
    Optional<Instant> until(Instant now) {
        return Optional.ofNullable(until).filter(now::isBefore);
    }
}
