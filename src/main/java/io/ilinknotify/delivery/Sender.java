package io.ilinknotify.delivery;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.SendLedger.PlanOutdated;
import io.ilinknotify.delivery.policy.Decision;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.MessageSender;
import io.ilinknotify.ilink.OutgoingText;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.StoreException;
import io.ilinknotify.store.Work;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The one sender: looks at what waits, does the next step, and says when to look again. It is a plain class, so that tests
 * and the storm bench drive it under a clock of their own; {@link SenderLoop} gives it a thread.
 */
final class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final String PERSON = "delivery.person";
    /** After a fault of the disk, and the longest time between two looks: clocks are set, and events are missed. */
    static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    /** A plan that was overtaken by a change is made anew; never in a loop without a breath. */
    private static final Duration AFTER_OUTDATED = Duration.ofMillis(50);

    private final Store store;
    private final Outbox outbox;
    private final SendLedger ledger;
    private final Planner planner;
    private final MessageSender wire;
    private final Supplier<Optional<Account>> account;
    private final AccountHealth health;
    private final BiConsumer<SendAttempt, SendOutcome> listener;
    private final Duration longestLook;
    private final Clock clock;
    private final ConnectBackoff backoff = new ConnectBackoff();
    private @Nullable Runnable unsettled;
    private Instant lastStep = Instant.MIN;
    private volatile @Nullable Instant nextLook;

    Sender(
            Store store,
            Outbox outbox,
            SendLedger ledger,
            Planner planner,
            MessageSender wire,
            Supplier<Optional<Account>> account,
            AccountHealth health,
            BiConsumer<SendAttempt, SendOutcome> listener,
            Duration longestLook,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.ledger = ledger;
        this.planner = planner;
        this.wire = wire;
        this.account = account;
        this.health = health;
        this.listener = listener;
        this.longestLook = longestLook;
        this.clock = clock;
    }

    /** What was on its way when the agent ended counts as lost. Call once, before the first step. */
    void recover() {
        store.commit(tx -> {
            for (SendAttempt d : ledger.openAtStart(tx)) {
                LOG.warnf("The agent ended while message %s was on its way; its answer is lost.", d.clientId());
                ledger.settle(tx, d, new SendOutcome.Lost("the agent ended while it was on its way"), d.at());
            }
            ledger.clockWasSet(tx, clock.instant());
            return true;
        });
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
            if (now.isBefore(lastStep)) {
                store.commit(tx -> {
                    ledger.clockWasSet(tx, now);
                    return true;
                });
            }
            lastStep = now;
            Account signedIn = account.get().orElse(null);
            if (signedIn != null) {
                noticePerson(signedIn, now);
            }
            return act(signedIn, now);
        } catch (PlanOutdated e) {
            return now.plus(AFTER_OUTDATED);
        } catch (StoreException e) {
            LOG.errorf("Nothing is sent while outcomes cannot be recorded: %s", e.getMessage());
            return now.plus(LONGEST_LOOK);
        }
    }

    /** The time that the last step waits for; empty when only an event can change anything. For other threads too. */
    Optional<Instant> nextLook() {
        return Optional.ofNullable(nextLook);
    }

    private Instant act(@Nullable Account signedIn, Instant now) {
        Planner.Plan plan = planner.plan(signedIn, backoff.until(now), now);
        if (!plan.standings().equals(outbox.standings())) {
            store.commit(tx -> {
                outbox.stand(tx, plan.standings());
                return true;
            });
        }
        long purse = plan.context().purse();
        if (purse > store.read(SendLedger::retriedFor)) {
            store.commit(tx -> {
                ledger.retryRejected(tx, purse);
                return true;
            });
            return act(signedIn, now);
        }
        nextLook = plan.decision() instanceof Decision.WaitUntil wait ? wait.time() : null;
        return switch (plan.decision()) {
            case Decision.Send send -> {
                OutboundMessage message = planner.compose(send, plan);
                deliver(signedIn, tx -> ledger.begin(tx, message, now));
                yield clock.instant(); // the clock may have been set back meanwhile
            }
            case Decision.Repeat repeat -> {
                deliver(signedIn, tx -> ledger.beginAgain(tx, repeat.clientId(), now));
                yield clock.instant();
            }
            case Decision.GiveUp giveUp -> {
                store.commit(tx -> {
                    ledger.giveUp(tx, giveUp.clientId(), now);
                    return true;
                });
                yield now;
            }
            case Decision.WaitUntil wait -> earlier(wait.time(), now.plus(longestLook));
            case Decision.Hold hold -> now.plus(longestLook);
        };
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

    /** Whatever goes wrong here, what was begun is settled: else it would be on its way until the next start. */
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
        store.commit(tx -> {
            Instant now = clock.instant();
            ledger.settle(tx, attempt, outcome, now);
            if (outcome instanceof SendOutcome.StaleToken && isHeld(token)) {
                health.refused(tx, now);
            }
            return true;
        });
        backoff.after(outcome, clock.instant());
        listener.accept(attempt, outcome);
    }

    /** A refusal of a token that was replaced meanwhile says nothing of the new one. */
    private boolean isHeld(String token) {
        return account.get().map(Account::botToken).filter(token::equals).isPresent();
    }

    private void noticePerson(Account signedIn, Instant now) {
        String known = store.read(tx -> KeyValues.get(tx, PERSON)).orElse(null);
        if (signedIn.userId().equals(known)) {
            return;
        }
        store.commit(tx -> {
            if (known != null) {
                LOG.warn(
                        "Another person has signed in: what waited for the former one is held until the operator decides.");
                ledger.startAfresh(tx, signedIn.userId(), now);
            }
            KeyValues.put(tx, PERSON, signedIn.userId());
            return true;
        });
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
