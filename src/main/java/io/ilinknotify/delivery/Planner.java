package io.ilinknotify.delivery;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.policy.Decision;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.Kind;
import io.ilinknotify.delivery.policy.QueueSummary;
import io.ilinknotify.delivery.policy.SendHistory;
import io.ilinknotify.delivery.policy.SendRules;
import io.ilinknotify.delivery.policy.SenderContext;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/** Reads how things stand, and asks the policy. Changes nothing. */
final class Planner {
    private final Store store;
    private final Purse purse;
    private final AccountHealth health;
    private final SendRules rules;
    private final DeliveryPolicy policy;
    private final MessageBuilder builder;

    Planner(
            Store store,
            Purse purse,
            AccountHealth health,
            SendRules rules,
            DeliveryPolicy policy,
            MessageBuilder builder) {
        this.store = store;
        this.purse = purse;
        this.health = health;
        this.rules = rules;
        this.policy = policy;
        this.builder = builder;
    }

    /**
     * What to do, and how what waits stands meanwhile.
     *
     * @param context what the decision was made from
     * @param summary what there is to tell
     */
    record Plan(Decision decision, Map<Priority, WaitStatus> standings, SenderContext context, QueueSummary summary) {}

    Plan plan(@Nullable Account account, @Nullable Instant unreachableUntil, Instant now) {
        return store.read(tx -> {
            SenderContext context = context(tx, account, unreachableUntil, now);
            QueueSummary summary = new QueueSummary(
                    DeliveryQueue.waiting(tx),
                    PendingMentionTable.since(tx).orElse(null),
                    DeliveryTable.count(tx, context.purse(), Kind.RELEASE),
                    DeliveryTable.count(tx, context.purse(), Kind.REMINDER) > 0,
                    DeliveryTable.lost(tx));
            Decision decision = policy.next(summary, context);
            return new Plan(decision, rules.standings(context), context, summary);
        });
    }

    /** The message for a decision; it may be outdated when it is begun, and then nothing happens. */
    OutboundMessage compose(Decision.Send send, Plan plan) {
        return store.read(tx -> builder.build(tx, send, plan));
    }

    private SenderContext context(Tx tx, @Nullable Account account, @Nullable Instant unreachableUntil, Instant now) {
        PurseEntry newest = purse.newest(tx)
                .filter(p -> account != null && p.person().equals(account.userId()))
                .orElse(null);
        long id = newest == null ? 0 : newest.id();
        WindowView view = newest == null ? WindowView.never(purse.view(now).budget()) : purse.view(tx, now);
        return new SenderContext(
                now,
                account != null && !health.state().mustHold(),
                id,
                view,
                newest == null ? null : newest.receivedAt(),
                DeliveryTable.state(tx),
                DeliveryTable.history(tx, id, SendHistory.REACH, now),
                unreachableUntil,
                health.polledAt().orElse(null));
    }
}
