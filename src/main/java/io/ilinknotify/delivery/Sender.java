package io.ilinknotify.delivery;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.Planner.ConnectBackoff;
import io.ilinknotify.delivery.Planner.PlanOutdated;
import io.ilinknotify.delivery.Planner.StepPlan;
import io.ilinknotify.delivery.Uploads.UploadedFile;
import io.ilinknotify.delivery.policy.Decision;
import io.ilinknotify.delivery.policy.Decision.Kind;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.SenderContext.WaitingFile;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.MessageSender;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.StoreException;
import io.ilinknotify.store.Tx;
import io.ilinknotify.window.Purse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one sender: looks at what waits, does the next step, and says when to look again. It is a plain class, so that tests
 * and the storm bench drive it under a clock of their own; {@link Delivery} gives it a thread.
 */
final class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    /** The longest time between two looks, since clocks are set and events are missed; also the pause after a fault of the disk. */
    static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    /** The pause after a fault of the disk at the start, before the first send. */
    static final Duration AFTER_FAULT = Duration.ofSeconds(5);

    /** A plan that was overtaken by a change is made anew; never in a loop without a breath. */
    private static final Duration AFTER_OUTDATED = Duration.ofMillis(50);

    private final Store store;
    private final Outbox outbox;
    private final SendLedger ledger;
    private final Planner planner;
    private final MessageBuilder builder;
    private final MessageSender wire;
    private final Uploads uploads;
    private final Supplier<Optional<Account>> account;
    private final AccountHealth health;
    private final BiConsumer<SendAttempt, SendOutcome> listener;
    private final Duration longestLook;
    private final Clock clock;
    private boolean recovered;
    private @Nullable Runnable unsettled;
    private final ConnectBackoff backoff = new ConnectBackoff();
    private Instant lastStep = Instant.MIN;
    private @Nullable Account noticed;
    private volatile @Nullable Instant nextLook;

    Sender(
            Store store,
            Outbox outbox,
            Purse purse,
            SendLedger ledger,
            DeliveryPolicy policy,
            MessageBuilder builder,
            MessageSender wire,
            Uploads uploads,
            Supplier<Optional<Account>> account,
            AccountHealth health,
            BiConsumer<SendAttempt, SendOutcome> listener,
            Duration longestLook,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.ledger = ledger;
        this.planner = new Planner(purse, policy, health, backoff, uploads);
        this.builder = builder;
        this.wire = wire;
        this.uploads = uploads;
        this.account = account;
        this.health = health;
        this.listener = listener;
        this.longestLook = longestLook;
        this.clock = clock;
    }

    /**
     * Does the next thing that can be done, at most one send: writes down what has ended, plans anew with what waits now, and
     * does as planned.
     *
     * @return when to look again at the latest; now when there may be more to do
     */
    Instant step() {
        Instant now = clock.instant();
        try {
            settleLast();
            uploads.settle(now);
            recover(now);
            Account signedIn = account.get().orElse(null);
            if (signedIn != null) {
                notice(signedIn, now);
            }
            return sooner(act(plan(signedIn, now), signedIn, now), now);
        } catch (PlanOutdated e) {
            return now.plus(AFTER_OUTDATED);
        } catch (StoreException e) {
            LOG.errorf("Nothing is sent while outcomes cannot be recorded: %s", e.getMessage());
            return now.plus(recovered ? LONGEST_LOOK : AFTER_FAULT);
        }
    }

    /** At the start, and after a clock that was set back. */
    private void recover(Instant now) {
        if (!recovered) {
            store.run(tx -> ledger.recover(tx, now));
            recovered = true;
        } else if (now.isBefore(lastStep)) {
            store.run(tx -> ledger.clockWasSet(tx, now));
            backoff.clockWasSet();
            uploads.clockWasSet();
        }
        lastStep = now;
    }

    /** The time that the last step waits for; empty when only an event can change anything. For other threads too. */
    Optional<Instant> nextLook() {
        return Optional.ofNullable(nextLook);
    }

    /** A refused send is tried again at its own time. */
    private Instant sooner(Instant next, Instant now) {
        Instant again = health.state().sends().nextTry();
        return again != null && again.isAfter(now) && again.isBefore(next) ? again : next;
    }

    private StepPlan plan(@Nullable Account signedIn, Instant now) {
        StepPlan plan = store.read(tx -> planner.plan(tx, signedIn, now));
        outbox.stand(plan.standings());
        long paying = plan.context().purse();
        if (paying > store.read(Suspects::retriedFor)) {
            store.run(tx -> ledger.retryRejected(tx, paying));
            return plan(signedIn, now);
        }
        nextLook = plan.decision() instanceof Decision.WaitUntil wait ? wait.time() : null;
        return plan;
    }

    private Instant act(StepPlan plan, @Nullable Account signedIn, Instant now) {
        Instant latest = now.plus(longestLook);
        return switch (plan.decision()) {
            case Decision.Send send -> {
                // It may be outdated when it is begun, and then nothing happens.
                OutboundMessage message = store.read(tx -> builder.build(tx, send, plan));
                yield deliver(signedIn, tx -> ledger.begin(tx, message, now));
            }
            case Decision.SendFile(Kind kind, WaitingFile file) -> {
                Account owner = Objects.requireNonNull(signedIn);
                Optional<UploadedFile> uploaded = uploads.uploaded(file, owner, now);
                if (uploaded.isEmpty()) {
                    yield uploads.begin(owner, file) ? now : latest; // it goes on aside, and wakes us at its end
                }
                OutboundMessage message =
                        OutboundMessage.of(kind, file, plan.context().purse(), uploaded.get());
                yield deliver(owner, tx -> ledger.begin(tx, message, now));
            }
            case Decision.Repeat(String clientId) -> deliver(signedIn, tx -> ledger.beginAgain(tx, clientId, now));
            case Decision.GiveUp(String clientId) -> {
                store.run(tx -> ledger.giveUp(tx, clientId, now));
                yield now;
            }
            case Decision.WaitUntil(Instant time) -> time.isBefore(latest) ? time : latest;
            case Decision.Hold() -> latest;
        };
    }

    /** Pays for a message and sends it; gives the time, since the clock may have been set back meanwhile. */
    private Instant deliver(@Nullable Account signedIn, Function<Tx, SendAttempt> begin) {
        Account sender = Objects.requireNonNull(signedIn);
        SendAttempt attempt = store.commit(begin);
        SendOutcome outcome = send(sender, attempt);
        unsettled = () -> settle(attempt, outcome, sender.botToken());
        settleLast();
        return clock.instant();
    }

    /** An attempt that was begun is settled, whatever goes wrong here: else it would be on its way until the next start. */
    private SendOutcome send(Account signedIn, SendAttempt attempt) {
        try {
            return wire.sendMessage(signedIn, attempt.outgoing());
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
        store.run(tx -> {
            Instant now = clock.instant();
            ledger.settle(tx, attempt, outcome, now);
            if (isHeld(token)) {
                noticeRefusal(tx, outcome, now);
            }
        });
        backoff.ended(outcome, clock.instant());
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

    /** Before anything is sent for another account; after a sign-in meanwhile the next step is for that one. */
    private void notice(Account signedIn, Instant now) {
        if (!signedIn.equals(noticed)) {
            store.run(tx -> {
                if (!isHeld(signedIn.botToken())) {
                    throw new PlanOutdated();
                }
                ledger.signedIn(tx, signedIn, now);
            });
            noticed = signedIn;
        }
    }
}
