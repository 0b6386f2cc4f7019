package io.ilinknotify.delivery;

import io.ilinknotify.delivery.DeliveryTable.MessageState;
import io.ilinknotify.delivery.policy.SendHistory;
import io.ilinknotify.delivery.policy.SenderState;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.notification.Told;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Tx;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The only class that changes the outbox and the purse together. Its methods run in the caller's transaction: <em>begin</em>
 * is committed before a byte leaves, <em>settle</em> when the outcome is known, so that a crash in between leaves a row
 * that says "sending" and a purse that is charged.
 */
final class SendLedger {
    private static final Logger LOG = Logger.getLogger(SendLedger.class);
    /** A refusal before this many sends is more likely a rate limit in disguise than an empty purse. */
    private static final int FEW_SENDS = 5;

    private static final String RETRIED = "delivery.rejected-retried-for";

    private final DeliveryQueue queue;
    private final NotificationStates states;
    private final Purse purse;
    private final Duration firstRateLimitPause;

    SendLedger(DeliveryQueue queue, NotificationStates states, Purse purse, Duration firstRateLimitPause) {
        this.queue = queue;
        this.states = states;
        this.purse = purse;
        this.firstRateLimitPause = firstRateLimitPause;
    }

    /**
     * Writes a new message down and pays for it.
     *
     * @throws PlanOutdated when one that it carries does not wait any more, or another purse would have to pay: nothing
     *     was changed
     */
    Dispatch begin(Tx tx, Outgoing message, String clientId, Instant now) {
        if (!isNewest(tx, message.purse()) || !states.take(tx, message.seqs())) {
            throw new PlanOutdated();
        }
        Dispatch dispatch =
                new Dispatch(clientId, message.kind(), message.purse(), message.priority(), message.text(), 1, now);
        DeliveryTable.insert(tx, dispatch, message);
        pay(tx, dispatch);
        return dispatch;
    }

    /** Pays for the one repeat of a message whose answer was lost. */
    Dispatch beginAgain(Tx tx, String clientId, Instant now) {
        Dispatch first = DeliveryTable.find(tx, clientId).orElseThrow(PlanOutdated::new);
        PurseEntry newest = purse.newest(tx).orElseThrow(PlanOutdated::new);
        Dispatch again = new Dispatch(
                clientId, first.kind(), newest.id(), first.priority(), first.text(), first.tries() + 1, now);
        DeliveryTable.again(tx, again);
        pay(tx, again);
        return again;
    }

    private void pay(Tx tx, Dispatch d) {
        purse.charge(tx, d.purse());
        SenderState state = SenderStateTable.load(tx);
        if (state.refusedIn(d.purse()) && !state.refusalProbed()) {
            SenderStateTable.save(tx, state.probing());
        }
    }

    private boolean isNewest(Tx tx, long id) {
        return purse.newest(tx)
                .map(PurseEntry::id)
                .filter(newest -> newest == id)
                .isPresent();
    }

    /** Writes down how a try ended, and what that means for all that it carried. */
    void settle(Tx tx, Dispatch d, SendOutcome outcome, Instant now) {
        DeliveryTable.attempt(tx, d, OutcomeName.of(outcome), OutcomeName.detail(outcome));
        SenderState state = SenderStateTable.load(tx);
        switch (outcome) {
            case SendOutcome.Sent sent -> {
                finish(tx, d, State.SENT, sent.messageId(), now);
                DeliveryTable.mentions(tx, d.clientId()).forEach(seq -> queue.said(tx, seq));
                purse.find(tx, d.purse()).ifPresent(p -> purse.unlearn(tx, p.used()));
                SenderStateTable.save(tx, SenderState.FREE);
            }
            case SendOutcome.Unconfirmed u -> {
                finish(tx, d, State.UNCONFIRMED, null, now);
                SenderStateTable.save(tx, state.takenWithoutId(now, d.purse()));
            }
            case SendOutcome.Refused refused -> {
                putBack(tx, d);
                refused(tx, d, state, now);
            }
            case SendOutcome.RateLimited limited -> {
                putBack(tx, d);
                SenderStateTable.save(tx, state.rateLimited(now, firstRateLimitPause));
            }
            case SendOutcome.StaleToken stale -> putBack(tx, d);
            case SendOutcome.NotReached notReached -> {
                putBack(tx, d);
                DeliveryTable.forgetUnreached(tx, d.clientId());
                if (state.refusedIn(d.purse())) {
                    SenderStateTable.save(tx, state.notProbed());
                }
            }
            case SendOutcome.Invalid invalid -> {
                purse.refund(tx, d.purse());
                if (d.tries() > 1) {
                    finish(tx, d, State.UNKNOWN, null, now);
                } else {
                    invalid(tx, d);
                }
            }
            case SendOutcome.OtherCode other -> {
                if (d.tries() > 1) {
                    finish(tx, d, State.UNKNOWN, null, now);
                } else {
                    reject(tx, d);
                }
            }
            case SendOutcome.Lost lost -> lost(tx, d, now);
        }
    }

    /** Nobody will know any more whether a message arrived that might have been repeated. */
    void giveUp(Tx tx, String clientId, Instant now) {
        DeliveryTable.find(tx, clientId).ifPresent(d -> finish(tx, d, State.UNKNOWN, null, now));
    }

    /** The person has written: that is worth one more try for what the server refused once. */
    void retryRejected(Tx tx, long purseId) {
        KeyValues.put(tx, RETRIED, Long.toString(purseId));
        queue.retryRejected(tx);
    }

    /** For which message of the person that was done last. */
    static long retriedFor(Tx tx) {
        return KeyValues.get(tx, RETRIED).map(Long::valueOf).orElse(0L);
    }

    /** Messages that were on their way when the agent ended: their answers are lost. Call once, before the first send. */
    List<Dispatch> openAtStart(Tx tx) {
        return DeliveryTable.inState(tx, MessageState.SENDING);
    }

    /** Our clock may have been set back: what lasts for a time does not last longer by the step. */
    void clockWasSet(Tx tx, Instant now) {
        SenderStateTable.save(tx, SenderStateTable.load(tx).boundedAt(now, firstRateLimitPause));
        DeliveryTable.lostBy(tx, now);
    }

    /** Another person signed in: nothing of the former conversation goes on. */
    void startAfresh(Tx tx, String person, Instant now) {
        for (Dispatch d : DeliveryTable.inState(tx, MessageState.LOST)) {
            finish(tx, d, State.UNKNOWN, null, now);
        }
        states.holdForFormerPerson(tx);
        queue.nothingToSay(tx);
        purse.startAfresh(tx, person);
        SenderStateTable.save(tx, SenderState.FREE);
    }

    private void finish(Tx tx, Dispatch d, State state, @Nullable String messageId, Instant now) {
        List<Outgoing.Carry> carries = DeliveryTable.carries(tx, d.clientId());
        String shared = carries.size() > 1 ? d.clientId() : null;
        for (Outgoing.Carry carry : carries) {
            Integer upto = carry.upto();
            if (state == State.SENT && upto != null) {
                states.partTold(tx, carry.seq(), upto);
            } else {
                states.finish(tx, carry.seq(), state, carry.told(), messageId, shared, now);
            }
        }
        DeliveryTable.done(tx, d.clientId());
    }

    private void putBack(Tx tx, Dispatch d) {
        boolean samePerson = purse.find(tx, d.purse()).isPresent();
        purse.refund(tx, d.purse());
        if (d.tries() > 1) {
            // The first try may have arrived: it must never go out as if new, and its repeat has not happened.
            DeliveryTable.loseAgain(tx, d.clientId());
            return;
        }
        for (Outgoing.Carry carry : DeliveryTable.carries(tx, d.clientId())) {
            if (samePerson) {
                states.putBack(tx, carry.seq());
            } else {
                states.hold(tx, carry.seq(), Reason.OTHER_PERSON);
            }
        }
        DeliveryTable.revoke(tx, d.clientId());
    }

    private void refused(Tx tx, Dispatch d, SenderState state, Instant now) {
        Optional<PurseEntry> paid = purse.find(tx, d.purse());
        if (paid.isEmpty() || !isNewest(tx, d.purse())) {
            return; // the person has written since: the refusal was about the former window
        }
        int used = paid.get().used();
        boolean burst =
                DeliveryTable.history(tx, d.purse(), SendHistory.QUIET, now).isBurst(d.at());
        if (state.refusedIn(d.purse())) {
            purse.close(tx, d.purse());
            if (!burst) {
                purse.learn(tx, used);
            }
            SenderStateTable.save(tx, state.refusalOver());
        } else if (used < FEW_SENDS || burst) {
            SenderStateTable.save(tx, state.refused(now, d.purse()));
        } else {
            purse.learn(tx, used);
        }
    }

    /** Something that it showed is at fault; what it only counted is not, unless it did nothing else. */
    private void invalid(Tx tx, Dispatch d) {
        List<Outgoing.Carry> carries = DeliveryTable.carries(tx, d.clientId());
        List<Long> counted = seqs(carries, carry -> carry.told() == Told.COUNTED);
        List<Long> shown = seqs(carries, carry -> carry.told() != Told.COUNTED);
        counted.forEach(seq -> states.putBack(tx, seq));
        queue.narrow(tx, shown.isEmpty() ? counted : shown);
        if (carries.isEmpty()) {
            DeliveryTable.done(tx, d.clientId()); // it counts: a reminder that is called invalid is not made again
        } else {
            DeliveryTable.revoke(tx, d.clientId());
        }
    }

    private static List<Long> seqs(List<Outgoing.Carry> carries, Predicate<Outgoing.Carry> which) {
        return carries.stream().filter(which).map(Outgoing.Carry::seq).toList();
    }

    private void reject(Tx tx, Dispatch d) {
        DeliveryTable.carries(tx, d.clientId()).forEach(carry -> states.hold(tx, carry.seq(), Reason.REJECTED));
        DeliveryTable.done(tx, d.clientId());
    }

    private void lost(Tx tx, Dispatch d, Instant now) {
        boolean samePerson = purse.find(tx, d.purse()).isPresent();
        if (d.tries() == 1 && d.priority().atLeast(Priority.HIGH) && samePerson) {
            DeliveryTable.lose(tx, d.clientId(), now);
        } else {
            LOG.debugf("Nobody knows whether %s arrived.", d.clientId());
            finish(tx, d, State.UNKNOWN, null, now);
        }
    }

    /** The plan was made from a picture that has changed; make a new one. */
    static final class PlanOutdated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PlanOutdated() {
            super("the plan is outdated", null, false, false);
        }
    }
}
