package io.ilinknotify.delivery;

import io.ilinknotify.account.Account;
import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Told;
import io.ilinknotify.outbox.DeliveryQueue;
import io.ilinknotify.outbox.DeliveryQueue.Group;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.Standing;
import io.ilinknotify.render.SingleText;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how things stand, asks the policy, and turns its decision into a message. Changes nothing. */
final class Planner {
    private final Store store;
    private final DeliveryQueue queue;
    private final Purse purse;
    private final AccountHealth health;
    private final Gate gate;
    private final DeliveryPolicy policy;
    private final SingleText texts;

    Planner(
            Store store,
            DeliveryQueue queue,
            Purse purse,
            AccountHealth health,
            Gate gate,
            DeliveryPolicy policy,
            SingleText texts) {
        this.store = store;
        this.queue = queue;
        this.purse = purse;
        this.health = health;
        this.gate = gate;
        this.policy = policy;
        this.texts = texts;
    }

    /**
     * What to do, and how what waits stands meanwhile.
     *
     * @param purse which purse would pay; 0 without one
     */
    record Plan(Decision decision, Map<Priority, Standing> standings, long purse) {}

    Plan plan(@Nullable Account account, @Nullable Instant unreachableUntil, Instant now) {
        return store.read(tx -> {
            Situation situation = situation(tx, account, unreachableUntil, now);
            Map<Priority, Group> waiting = queue.waiting(tx);
            Decision decision = policy.next(waiting, DeliveryTable.lost(tx), situation);
            return new Plan(decision, gate.standings(situation), situation.purse());
        });
    }

    private Situation situation(Tx tx, @Nullable Account account, @Nullable Instant unreachableUntil, Instant now) {
        PurseEntry newest = purse.newest(tx)
                .filter(p -> account != null && p.person().equals(account.userId()))
                .orElse(null);
        long id = newest == null ? 0 : newest.id();
        WindowView view = newest == null ? WindowView.never(purse.view(now).budget()) : purse.view(tx, now);
        return new Situation(
                now,
                account != null && !health.state().mustHold(),
                id,
                view,
                SenderStateTable.load(tx),
                DeliveryTable.history(tx, id, now.minus(SendHistory.REACH)),
                unreachableUntil,
                health.polledAt().orElse(null));
    }

    /** The message for a decision; it may be outdated when it is begun, and then nothing happens. */
    Outgoing compose(Decision.Send send, Plan plan, Instant now) {
        return store.read(tx -> {
            List<OutboxEntry> first = queue.first(tx, send.lead(), 1);
            if (first.isEmpty()) {
                throw new SendLedger.PlanOutdated();
            }
            OutboxEntry entry = first.getFirst();
            String text = texts.of(entry.notification().content(), Optional.empty());
            return new Outgoing(plan.purse(), send.lead(), text, List.of(new Outgoing.Carry(entry.seq(), Told.WHOLE)));
        });
    }

    /** What a send from this purse must carry. */
    String contextToken(long id) {
        return store.read(tx -> purse.find(tx, id))
                .map(PurseEntry::contextToken)
                .orElse("");
    }
}
