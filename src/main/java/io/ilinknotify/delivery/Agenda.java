package io.ilinknotify.delivery;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Gathers what might be done: the first thing that may be done now wins, else the soonest time to look again. */
final class Agenda {
    private final Instant now;
    private @Nullable Decision first;
    private @Nullable Instant soonest;

    Agenda(Instant now) {
        this.now = now;
    }

    void add(Gate.Verdict verdict, Decision decision) {
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
