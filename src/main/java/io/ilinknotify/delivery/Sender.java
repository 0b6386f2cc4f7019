package io.ilinknotify.delivery;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.SendLedger.PlanOutdated;
import io.ilinknotify.delivery.policy.Decision;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.Kind;
import io.ilinknotify.delivery.policy.SendHistory;
import io.ilinknotify.delivery.policy.SenderContext;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.MessageSender;
import io.ilinknotify.ilink.OutgoingText;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.StoreException;
import io.ilinknotify.store.Tx;
import io.ilinknotify.store.Work;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import io.ilinknotify.window.WindowView;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one sender: looks at what waits, does the next step, and says when to look again. It is a plain class, so that tests
 * and the storm bench drive it under a clock of their own; {@link Delivery} gives it a thread.
 */
final class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final String PERSON = "delivery.person";
    /** After a fault of the disk while it runs, and the longest time between two looks: clocks are set, and events are missed. */
    static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    static final Duration AFTER_FAULT = Duration.ofSeconds(5);

    /** A plan that was overtaken by a change is made anew; never in a loop without a breath. */
    private static final Duration AFTER_OUTDATED = Duration.ofMillis(50);

    private final Store store;
    private final Outbox outbox;
    private final Purse purse;
    private final SendLedger ledger;
    private final DeliveryPolicy policy;
    private final MessageBuilder builder;
    private final MessageSender wire;
    private final Supplier<Optional<Account>> account;
    private final AccountHealth health;
    private final BiConsumer<SendAttempt, SendOutcome> listener;
    private final Duration longestLook;
    private final Clock clock;
    private boolean recovered;
    private @Nullable Runnable unsettled;
    private int unreached;
    private Instant unreachedAt = Instant.MIN;
    private Instant lastStep = Instant.MIN;
    private @Nullable String bot;
    private volatile @Nullable Instant nextLook;

    Sender(
            Store store,
            Outbox outbox,
            Purse purse,
            SendLedger ledger,
            DeliveryPolicy policy,
            MessageBuilder builder,
            MessageSender wire,
            Supplier<Optional<Account>> account,
            AccountHealth health,
            BiConsumer<SendAttempt, SendOutcome> listener,
            Duration longestLook,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.purse = purse;
        this.ledger = ledger;
        this.policy = policy;
        this.builder = builder;
        this.wire = wire;
        this.account = account;
        this.health = health;
        this.listener = listener;
        this.longestLook = longestLook;
        this.clock = clock;
    }

    /**
     * Does the next thing that can be done, at most one send.
     *
     * @return when to look again at the latest; now when there may be more to do
     */
    Instant step() {
        Instant now = clock.instant();
        try {
            settleLast();
            if (!recovered) {
                record(tx -> ledger.recover(tx, now));
                recovered = true;
            } else if (now.isBefore(lastStep)) {
                record(tx -> ledger.clockWasSet(tx, now));
                unreached = 0;
            }
            lastStep = now;
            Account signedIn = account.get().orElse(null);
            if (signedIn != null) {
                noticeBot(signedIn);
                noticePerson(signedIn, now);
            }
            return sooner(act(signedIn, now), now);
        } catch (PlanOutdated e) {
            return now.plus(AFTER_OUTDATED);
        } catch (StoreException e) {
            LOG.errorf("Nothing is sent while outcomes cannot be recorded: %s", e.getMessage());
            return now.plus(recovered ? LONGEST_LOOK : AFTER_FAULT);
        }
    }

    /** The time that the last step waits for; empty when only an event can change anything. For other threads too. */
    Optional<Instant> nextLook() {
        return Optional.ofNullable(nextLook);
    }

    /** A decision, how the waiting notifications stand meanwhile, and the facts that it was made from. */
    record StepPlan(Decision decision, Map<Priority, WaitStatus> standings, SenderContext context) {}

    /** A refused send is tried again at its own time. */
    private Instant sooner(Instant next, Instant now) {
        Instant again = health.state().sends().nextTry();
        return again != null && again.isAfter(now) && again.isBefore(next) ? again : next;
    }

    private Instant act(@Nullable Account signedIn, Instant now) {
        StepPlan plan = store.read(tx -> plan(tx, signedIn, now));
        if (!plan.standings().equals(outbox.standings())) {
            record(tx -> outbox.stand(tx, plan.standings()));
        }
        long paying = plan.context().purse();
        if (paying > store.read(Suspects::retriedFor)) {
            record(tx -> ledger.retryRejected(tx, paying));
            return act(signedIn, now);
        }
        nextLook = plan.decision() instanceof Decision.WaitUntil wait ? wait.time() : null;
        return switch (plan.decision()) {
            case Decision.Send send -> {
                // It may be outdated when it is begun, and then nothing happens.
                OutboundMessage message = store.read(tx -> builder.build(tx, send, plan));
                deliver(signedIn, tx -> ledger.begin(tx, message, now));
                yield clock.instant(); // the clock may have been set back meanwhile
            }
            case Decision.Repeat repeat -> {
                deliver(signedIn, tx -> ledger.beginAgain(tx, repeat.clientId(), now));
                yield clock.instant();
            }
            case Decision.GiveUp giveUp -> {
                record(tx -> ledger.giveUp(tx, giveUp.clientId(), now));
                yield now;
            }
            case Decision.WaitUntil wait ->
                wait.time().isBefore(now.plus(longestLook)) ? wait.time() : now.plus(longestLook);
            case Decision.Hold hold -> now.plus(longestLook);
        };
    }

    private StepPlan plan(Tx tx, @Nullable Account signedIn, Instant now) {
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
                network(),
                health.polledAt().orElse(null),
                DeliveryQueue.waiting(tx),
                PendingMentionTable.since(tx).orElse(null),
                DeliveryTable.count(tx, id, Kind.RELEASE),
                DeliveryTable.count(tx, id, Kind.REMINDER) > 0,
                DeliveryTable.lost(tx));
        return new StepPlan(policy.next(context), policy.standings(context), context);
    }

    private SenderContext.Network network() {
        Instant reachedAt = health.reachedAt();
        return reachedAt.isAfter(unreachedAt)
                ? new SenderContext.Network(0, reachedAt, false)
                : new SenderContext.Network(unreached, unreachedAt, health.pollsUnreached());
    }

    private void deliver(@Nullable Account signedIn, Work<SendAttempt> begin) {
        if (signedIn == null) {
            throw new IllegalStateException("a message was planned with nobody signed in");
        }
        SendAttempt attempt = store.commit(begin);
        SendOutcome outcome = send(signedIn, attempt);
        unsettled = () -> settle(attempt, outcome, signedIn.botToken());
        settleLast();
    }

    /** An attempt that was begun is settled, whatever goes wrong here: else it would be on its way until the next start. */
    private SendOutcome send(Account signedIn, SendAttempt attempt) {
        try {
            return wire.sendMessage(
                    signedIn, new OutgoingText(attempt.clientId(), attempt.contextToken(), attempt.text()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "A fault of ours ended the send of message %s; its answer is lost.", attempt.clientId());
            return new SendOutcome.Lost("a fault of ours");
        }
    }

    /** Kept until it is on disk: a message whose end is not recorded must not be followed by another. */
    private void settleLast() {
        Runnable last = unsettled;
        if (last != null) {
            last.run();
            unsettled = null;
        }
    }

    private void settle(SendAttempt attempt, SendOutcome outcome, String token) {
        record(tx -> {
            Instant now = clock.instant();
            ledger.settle(tx, attempt, outcome, now);
            if (isHeld(token)) {
                noticeRefusal(tx, outcome, now);
            }
        });
        if (outcome instanceof SendOutcome.NotReached) {
            unreached++;
            unreachedAt = clock.instant();
        } else {
            unreached = 0;
        }
        listener.accept(attempt, outcome);
    }

    private void noticeRefusal(Tx tx, SendOutcome outcome, Instant now) {
        switch (outcome) {
            case SendOutcome.StaleToken stale -> health.sendRefused(tx, now);
            case SendOutcome.Lost lost -> {}
            case SendOutcome.NotReached notReached -> {}
            default -> health.sendAnswered(tx);
        }
    }

    /** A refusal of a token that was replaced meanwhile says nothing of the new one. */
    private boolean isHeld(String token) {
        return account.get().map(Account::botToken).filter(token::equals).isPresent();
    }

    /** Before anything is sent for another bot; a sign-in meanwhile is noticed at the next step. */
    private void noticeBot(Account signedIn) {
        if (!signedIn.botId().equals(bot)) {
            store.commit(tx -> account.get().equals(Optional.of(signedIn)) && purse.belongsTo(tx, signedIn.botId()));
            bot = signedIn.botId();
        }
    }

    private void noticePerson(Account signedIn, Instant now) {
        String known = store.read(tx -> KeyValues.get(tx, PERSON)).orElse(null);
        if (signedIn.userId().equals(known)) {
            return;
        }
        record(tx -> {
            if (known != null) {
                LOG.warn(
                        "Another person has signed in: what waited for the former one is held until the operator decides.");
                ledger.startAfresh(tx, known, signedIn.userId(), now);
            }
            KeyValues.put(tx, PERSON, signedIn.userId());
        });
    }

    private void record(Consumer<Tx> change) {
        store.commit(tx -> {
            change.accept(tx);
            return true;
        });
    }
}
