package io.ilinknotify.delivery;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.policy.Decision;
import io.ilinknotify.delivery.policy.Decision.Kind;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.SendHistory;
import io.ilinknotify.delivery.policy.SenderContext;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.outbox.Standings;
import io.ilinknotify.store.Tx;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Reads all that decides, and has the next step decided. */
record Planner(Purse purse, DeliveryPolicy policy, AccountHealth health, ConnectBackoff backoff, Uploads uploads) {
    /** A decision, how what waits stands meanwhile, and the facts that it was made from. */
    record StepPlan(Decision decision, Standings standings, SenderContext context) {}

    /** Counts the sends in a row that surely did not reach the server. */
    static final class ConnectBackoff {
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

        void clockWasSet() {
            unreached = 0;
        }

        private SenderContext.Network network(AccountHealth health) {
            Instant reachedAt = health.reachedAt();
            return reachedAt.isAfter(unreachedAt)
                    ? new SenderContext.Network(0, reachedAt, false)
                    : new SenderContext.Network(unreached, unreachedAt, health.pollsUnreached());
        }
    }

    StepPlan plan(Tx tx, @Nullable Account signedIn, Instant now) {
        PurseEntry newest = purse.newest(tx)
                .filter(p -> signedIn != null && p.person().equals(signedIn.userId()))
                .orElse(null);
        long id = newest == null ? 0 : newest.id();
        SenderContext context = new SenderContext(
                now,
                signedIn != null && health.state().maySend(now),
                signedIn == null ? null : health.state().sends().at(),
                health.state().refusesPolls(),
                id,
                newest == null ? WindowView.never(purse.view(now).budget()) : purse.view(tx, now),
                newest == null ? null : newest.receivedAt(),
                SenderTable.state(tx),
                DeliveryTable.history(tx, id, SendHistory.REACH, now),
                backoff.network(health),
                health.polledAt().orElse(null),
                DeliveryQueue.waiting(tx),
                PendingMentionTable.since(tx).orElse(null),
                DeliveryTable.count(tx, id, Kind.RELEASE),
                DeliveryTable.count(tx, id, Kind.REMINDER) > 0,
                DeliveryTable.lost(tx),
                DeliveryQueue.files(tx),
                signedIn == null
                        ? null
                        : SenderTable.unableUntil(tx, signedIn.botId(), now).orElse(null),
                uploads.againAt());
        return new StepPlan(policy.next(context), policy.standings(context), context);
    }

    /** The plan was made from a picture that has changed; make a new one. */
    static final class PlanOutdated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PlanOutdated() {
            super("the plan is outdated", null, false, false);
        }
    }
}
