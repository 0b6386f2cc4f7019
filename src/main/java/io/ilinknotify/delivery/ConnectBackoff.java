package io.ilinknotify.delivery;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.policy.SenderContext;
import io.ilinknotify.ilink.SendOutcome;

import java.time.Instant;

/** Counts the sends in a row that surely did not reach the server. */
final class ConnectBackoff {
    private int unreached;
    private Instant unreachedAt = Instant.MIN;

    void ended(SendOutcome outcome, Instant now) {
        if (outcome instanceof SendOutcome.NotReached) {
            unreached++;
            unreachedAt = now;
        } else {
            unreached = 0;
        }
    }

    SenderContext.Network network(AccountHealth health) {
        Instant reachedAt = health.reachedAt();
        return reachedAt.isAfter(unreachedAt)
                ? new SenderContext.Network(0, reachedAt, false)
                : new SenderContext.Network(unreached, unreachedAt, health.pollsUnreached());
    }

    void clockWasSet() {
        unreached = 0;
    }
}
