package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.SendHistory;
import io.ilinknotify.delivery.policy.SenderState;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.AttachmentTable;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.render.Composed.Inclusion;
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
import java.util.UUID;

/**
 * The only class that changes the outbox and the purse together. Its methods run in the caller's transaction: <em>begin</em>
 * is committed before a byte leaves, <em>settle</em> when the outcome is known, so that a crash in between leaves a row
 * that says "sending" and a purse that is charged.
 */
final class SendLedger {
    private static final Logger LOG = Logger.getLogger(SendLedger.class);
    private static final String PERSON = "delivery.person";
    /** A refusal before this many sends is more likely a rate limit in disguise than an empty purse. */
    private static final int FEW_SENDS = 5;

    /** A window that is refused with few sends at this age is over. */
    private static final Duration YOUNG = Duration.ofHours(8);

    private final NotificationStates states;
    private final Suspects suspects;
    private final Purse purse;
    private final Duration firstRateLimitPause;

    SendLedger(NotificationStates states, Purse purse, Duration firstRateLimitPause) {
        this.states = states;
        this.suspects = new Suspects(states);
        this.purse = purse;
        this.firstRateLimitPause = firstRateLimitPause;
    }

    /**
     * Writes a new message down and pays for it.
     *
     * @throws PlanOutdated when a notification or file in it does not wait any more, or another purse would have to pay: nothing was
     *     changed
     */
    SendAttempt begin(Tx tx, OutboundMessage message, Instant now) {
        PurseEntry newest = purse.newest(tx).orElseThrow(PlanOutdated::new);
        List<Long> seqs =
                message.content().inclusions().stream().map(Inclusion::seq).toList();
        UploadedFile file = message.file();
        boolean waits = states.take(tx, seqs) && (file == null || AttachmentTable.take(tx, file.seq(), file.number()));
        if (newest.id() != message.purse() || !waits) {
            throw new PlanOutdated();
        }
        message.texts().forEach((seq, text) -> AttachmentTable.insertText(tx, seq, text));
        SendAttempt first = new SendAttempt(
                "ilink-notify-" + UUID.randomUUID(),
                newest.id(),
                newest.contextToken(),
                message.priority(),
                message.content().text(),
                1,
                now,
                file);
        DeliveryTable.insert(tx, first, message);
        pay(tx, first);
        return first;
    }

    SendAttempt beginAgain(Tx tx, String clientId, Instant now) {
        PurseEntry newest = purse.newest(tx).orElseThrow(PlanOutdated::new);
        SendAttempt again =
                DeliveryTable.find(tx, clientId).orElseThrow(PlanOutdated::new).again(newest, now);
        DeliveryTable.again(tx, again);
        pay(tx, again);
        return again;
    }

    private void pay(Tx tx, SendAttempt d) {
        purse.charge(tx, d.purse());
        if (SenderTable.state(tx).refusedIn(d.purse())) {
            SenderTable.probed(tx, true);
        }
    }

    /** Writes down how a try ended, and what that means for all that it carried. */
    void settle(Tx tx, SendAttempt d, SendOutcome outcome, Instant now) {
        DeliveryTable.attempt(tx, d, outcome.code(), outcome.explanation());
        SenderState state = SenderTable.state(tx);
        switch (outcome) {
            case SendOutcome.Sent sent -> {
                finish(tx, d, State.SENT, sent.messageId(), now);
                DeliveryTable.mentions(tx, d.clientId()).forEach(seq -> PendingMentionTable.said(tx, states, seq));
                purse.sent(tx, d.purse(), now);
                SenderTable.free(tx);
                tellRestriction(state, SenderTable.state(tx));
            }
            case SendOutcome.Unconfirmed u -> {
                finish(tx, d, State.UNCONFIRMED, null, now);
                SenderTable.takenWithoutId(tx);
                tellRestriction(state, SenderTable.state(tx));
            }
            case SendOutcome.Refused refused -> {
                putBack(tx, d);
                refused(tx, d, state, now);
            }
            case SendOutcome.RateLimited limited -> {
                putBack(tx, d);
                rateLimited(tx, now);
            }
            case SendOutcome.StaleToken stale -> putBack(tx, d);
            case SendOutcome.NotReached notReached -> {
                putBack(tx, d);
                DeliveryTable.forgetUnreached(tx, d.clientId());
                if (state.refusedIn(d.purse())) {
                    SenderTable.probed(tx, false);
                }
            }
            case SendOutcome.Invalid invalid -> {
                purse.refund(tx, d.purse());
                endOr(tx, d, now, () -> invalid(tx, d, invalid.detail()));
            }
            case SendOutcome.OtherCode other -> endOr(tx, d, now, () -> hold(tx, d, other.explanation()));
            case SendOutcome.Lost lost -> lost(tx, d, now);
        }
    }

    /** The server said that we send too fast: nothing goes out for a while. */
    void rateLimited(Tx tx, Instant now) {
        int before = SenderTable.state(tx).rateLimits();
        SenderTable.rateLimited(tx, SenderState.rateLimitPause(before, firstRateLimitPause), now);
    }

    private static void tellRestriction(SenderState before, SenderState after) {
        if (after.isRestricted() && !before.isRestricted()) {
            LOG.warn(
                    "WeChat takes messages without an id, and shows the person none, as far as we know: one probe an hour.");
        } else if (before.isRestricted() && !after.isRestricted()) {
            LOG.info("WeChat gave an id again: what waits goes out.");
        }
    }

    /** The first try of a message that was repeated may have arrived, whatever the server says of the repeat. */
    private void endOr(Tx tx, SendAttempt d, Instant now, Runnable otherwise) {
        if (d.tries() > 1) {
            finish(tx, d, State.UNKNOWN, null, now);
        } else {
            otherwise.run();
        }
    }

    /** Nobody will know any more whether a message arrived that might have been repeated. */
    void giveUp(Tx tx, String clientId, Instant now) {
        DeliveryTable.find(tx, clientId).ifPresent(d -> finish(tx, d, State.UNKNOWN, null, now));
    }

    /** The person has written: that is worth one more try for what the server refused. */
    void retryRejected(Tx tx, long purseId) {
        suspects.retry(tx, purseId);
        AttachmentTable.uploadAgain(tx);
    }

    /**
     * Somebody is signed in, perhaps another bot, whose contexts are its own and who cannot send what another one uploaded;
     * perhaps another person. Nothing is on its way meanwhile: the sender looks who is signed in between two sends.
     */
    void signedIn(Tx tx, Account account, Instant now) {
        purse.belongsTo(tx, account.botId());
        UploadTable.lostOfOthers(tx, account.botId()).forEach(clientId -> giveUp(tx, clientId, now));
        String former = KeyValues.get(tx, PERSON).orElse(account.userId());
        if (!former.equals(account.userId())) {
            LOG.warn(
                    "Another person has signed in: what waited for the former one is held until the operator decides.");
            startAfresh(tx, former, account.userId(), now);
        }
        KeyValues.put(tx, PERSON, account.userId());
    }

    /** The messages that were on their way when the agent ended: their answers are lost. Call once, before the first send. */
    void recover(Tx tx, Instant now) {
        for (SendAttempt d : DeliveryTable.inState(tx, "SENDING")) {
            LOG.warnf("The agent ended while message %s was on its way; its answer is lost.", d.clientId());
            settle(tx, d, new SendOutcome.Lost("the agent ended while it was on its way"), d.at());
        }
        clockWasSet(tx, now);
    }

    /** Our clock may have been set back: what lasts for a time does not last longer by the step. */
    void clockWasSet(Tx tx, Instant now) {
        int limits = SenderTable.state(tx).rateLimits();
        SenderTable.bound(tx, SenderState.rateLimitPause(limits - 1, firstRateLimitPause), now);
        DeliveryTable.lostBy(tx, now);
    }

    /** Another person signed in: nothing of the former conversation goes on. */
    private void startAfresh(Tx tx, String former, String person, Instant now) {
        for (SendAttempt d : DeliveryTable.inState(tx, "LOST")) {
            finish(tx, d, State.UNKNOWN, null, now);
        }
        states.holdForFormerPerson(tx);
        PendingMentionTable.clear(tx, states);
        purse.startAfresh(tx, person);
        SenderTable.changePerson(tx, former, person);
    }

    private void finish(Tx tx, SendAttempt d, State state, @Nullable String messageId, Instant now) {
        List<Inclusion> inclusions = DeliveryTable.inclusions(tx, d.clientId());
        String shared = inclusions.size() > 1 ? d.clientId() : null;
        for (Inclusion inclusion : inclusions) {
            Integer upto = inclusion.upto();
            if (state == State.SENT && upto != null) {
                states.partTold(tx, inclusion.seq(), upto);
            } else {
                states.finish(tx, inclusion.seq(), state, inclusion.coverage(), messageId, shared, now);
            }
        }
        UploadTable.finish(tx, d, state, now);
        DeliveryTable.done(tx, d.clientId());
    }

    private void putBack(Tx tx, SendAttempt d) {
        purse.refund(tx, d.purse());
        if (d.tries() > 1) {
            // The first try may have arrived: it must never go out as if new, and its repeat has not happened.
            DeliveryTable.loseAgain(tx, d.clientId());
            return;
        }
        DeliveryTable.inclusions(tx, d.clientId()).forEach(inclusion -> states.putBack(tx, inclusion.seq()));
        UploadTable.putBack(tx, d, WaitStatus.NEXT, null);
        DeliveryTable.revoke(tx, d.clientId());
    }

    private void refused(Tx tx, SendAttempt d, SenderState state, Instant now) {
        Optional<PurseEntry> paid = purse.newest(tx).filter(newest -> newest.id() == d.purse());
        if (paid.isEmpty()) {
            return; // the person has written since: the refusal was about the former window
        }
        int used = paid.get().used();
        Duration age = Duration.between(paid.get().writtenAt(), now);
        boolean few = used < FEW_SENDS;
        boolean young = age.compareTo(YOUNG) < 0;
        boolean burst =
                DeliveryTable.history(tx, d.purse(), SendHistory.QUIET, now).isBurst(d.at());
        if (!state.refusedIn(d.purse()) && (burst || (few && young))) {
            SenderTable.refused(tx, d.purse(), now);
            return;
        }
        if (!burst && !few) {
            purse.learnBudget(tx, used);
        } else if (!burst && !young) {
            purse.learnLength(tx, age);
        }
        if (few || state.refusedIn(d.purse())) {
            purse.close(tx, d.purse());
        }
        SenderTable.refusalOver(tx);
    }

    private void invalid(Tx tx, SendAttempt d, String detail) {
        List<Inclusion> inclusions = DeliveryTable.inclusions(tx, d.clientId());
        suspects.invalid(tx, inclusions);
        UploadTable.putBack(tx, d, WaitStatus.held(Reason.REJECTED), detail);
        if (inclusions.isEmpty() && d.file() == null) {
            DeliveryTable.done(tx, d.clientId()); // it counts: a reminder that is called invalid is not made again
        } else {
            DeliveryTable.revoke(tx, d.clientId());
        }
    }

    private void hold(Tx tx, SendAttempt d, @Nullable String detail) {
        DeliveryTable.inclusions(tx, d.clientId())
                .forEach(inclusion -> states.hold(tx, inclusion.seq(), Reason.REJECTED));
        UploadTable.putBack(tx, d, WaitStatus.held(Reason.REJECTED), detail);
        DeliveryTable.done(tx, d.clientId());
    }

    private void lost(Tx tx, SendAttempt d, Instant now) {
        if (d.tries() == 1 && d.priority().atLeast(Priority.HIGH)) {
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
