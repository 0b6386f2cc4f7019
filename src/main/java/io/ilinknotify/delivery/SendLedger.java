package io.ilinknotify.delivery;

import io.ilinknotify.delivery.Planner.PlanOutdated;
import io.ilinknotify.delivery.Uploads.UploadedFile;
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

    private void pay(Tx tx, SendAttempt attempt) {
        purse.charge(tx, attempt.purse());
        if (SenderTable.state(tx).refusedIn(attempt.purse())) {
            SenderTable.probed(tx, true);
        }
    }

    /** Writes down how a try ended, and what that means for all that it carried. */
    void settle(Tx tx, SendAttempt attempt, SendOutcome outcome, Instant now) {
        DeliveryTable.attempt(tx, attempt, outcome.code(), outcome.explanation());
        SenderState state = SenderTable.state(tx);
        switch (outcome) {
            case SendOutcome.Sent sent -> {
                finish(tx, attempt, State.SENT, sent.messageId(), now);
                DeliveryTable.mentions(tx, attempt.clientId())
                        .forEach(seq -> PendingMentionTable.said(tx, states, seq));
                purse.sent(tx, attempt.purse(), now);
                SenderTable.free(tx);
                tellRestriction(state, SenderTable.state(tx));
            }
            case SendOutcome.Unconfirmed u -> {
                finish(tx, attempt, State.UNCONFIRMED, null, now);
                SenderTable.takenWithoutId(tx);
                tellRestriction(state, SenderTable.state(tx));
            }
            case SendOutcome.Refused refused -> {
                putBack(tx, attempt);
                refused(tx, attempt, state, now);
            }
            case SendOutcome.RateLimited limited -> {
                putBack(tx, attempt);
                rateLimited(tx, now);
            }
            case SendOutcome.StaleToken stale -> putBack(tx, attempt);
            case SendOutcome.NotReached notReached -> {
                putBack(tx, attempt);
                DeliveryTable.forgetUnreached(tx, attempt.clientId());
                if (state.refusedIn(attempt.purse())) {
                    SenderTable.probed(tx, false);
                }
            }
            case SendOutcome.Invalid invalid -> {
                purse.refund(tx, attempt.purse());
                rejected(tx, attempt, true, invalid.detail(), now);
            }
            case SendOutcome.OtherCode other -> rejected(tx, attempt, false, other.explanation(), now);
            case SendOutcome.Lost lost -> lost(tx, attempt, now);
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

    /** Nobody will know any more whether a message arrived that might have been repeated. */
    void giveUp(Tx tx, String clientId, Instant now) {
        DeliveryTable.find(tx, clientId).ifPresent(attempt -> finish(tx, attempt, State.UNKNOWN, null, now));
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
        DeliveryTable.lostOfOthers(tx, account.botId()).forEach(clientId -> giveUp(tx, clientId, now));
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
        for (SendAttempt attempt : DeliveryTable.inState(tx, "SENDING")) {
            LOG.warnf("The agent ended while message %s was on its way; its answer is lost.", attempt.clientId());
            settle(tx, attempt, new SendOutcome.Lost("the agent ended while it was on its way"), attempt.at());
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
        for (SendAttempt attempt : DeliveryTable.inState(tx, "LOST")) {
            finish(tx, attempt, State.UNKNOWN, null, now);
        }
        states.holdForFormerPerson(tx);
        PendingMentionTable.clear(tx, states);
        purse.startAfresh(tx, person);
        SenderTable.changePerson(tx, former, person);
    }

    private void finish(Tx tx, SendAttempt attempt, State state, @Nullable String messageId, Instant now) {
        List<Inclusion> inclusions = DeliveryTable.inclusions(tx, attempt.clientId());
        String shared = inclusions.size() > 1 ? attempt.clientId() : null;
        for (Inclusion inclusion : inclusions) {
            Integer upto = inclusion.upto();
            if (state == State.SENT && upto != null) {
                states.partTold(tx, inclusion.seq(), upto);
            } else {
                states.finish(tx, inclusion.seq(), state, inclusion.coverage(), messageId, shared, now);
            }
        }
        DeliveryTable.finishFile(tx, attempt, state, now);
        DeliveryTable.done(tx, attempt.clientId());
    }

    private void putBack(Tx tx, SendAttempt attempt) {
        purse.refund(tx, attempt.purse());
        if (attempt.tries() > 1) {
            // The first try may have arrived: it must never go out as if new, and its repeat has not happened.
            DeliveryTable.loseAgain(tx, attempt.clientId());
            return;
        }
        DeliveryTable.inclusions(tx, attempt.clientId()).forEach(inclusion -> states.putBack(tx, inclusion.seq()));
        DeliveryTable.putBackFile(tx, attempt, WaitStatus.NEXT, null);
        DeliveryTable.revoke(tx, attempt.clientId());
    }

    private void refused(Tx tx, SendAttempt attempt, SenderState state, Instant now) {
        Optional<PurseEntry> paid = purse.newest(tx).filter(newest -> newest.id() == attempt.purse());
        if (paid.isEmpty()) {
            return; // the person has written since: the refusal was about the former window
        }
        int used = paid.get().used();
        Duration age = Duration.between(paid.get().writtenAt(), now);
        boolean few = used < FEW_SENDS;
        boolean young = age.compareTo(YOUNG) < 0;
        boolean burst = DeliveryTable.history(tx, attempt.purse(), SendHistory.QUIET, now)
                .isBurst(attempt.at());
        if (!state.refusedIn(attempt.purse()) && (burst || (few && young))) {
            SenderTable.refused(tx, attempt.purse(), now);
            return;
        }
        if (!burst && !few) {
            purse.learnBudget(tx, used);
        } else if (!burst && !young) {
            purse.learnLength(tx, age);
        }
        if (few || state.refusedIn(attempt.purse())) {
            purse.close(tx, attempt.purse());
        }
        SenderTable.refusalOver(tx);
    }

    /** The server took exception to a message itself; the first try of one that was repeated may have arrived all the same. */
    private void rejected(Tx tx, SendAttempt attempt, boolean invalid, @Nullable String detail, Instant now) {
        if (attempt.tries() > 1) {
            finish(tx, attempt, State.UNKNOWN, null, now);
            return;
        }
        List<Inclusion> inclusions = DeliveryTable.inclusions(tx, attempt.clientId());
        if (invalid) {
            suspects.invalid(tx, inclusions);
        } else {
            inclusions.forEach(inclusion -> states.hold(tx, inclusion.seq(), Reason.REJECTED));
        }
        DeliveryTable.putBackFile(tx, attempt, WaitStatus.held(Reason.REJECTED), detail);
        boolean reminder = inclusions.isEmpty() && attempt.file() == null;
        if (invalid && !reminder) {
            DeliveryTable.revoke(tx, attempt.clientId());
        } else {
            DeliveryTable.done(
                    tx, attempt.clientId()); // it counts: a reminder that is called invalid is not made again
        }
    }

    private void lost(Tx tx, SendAttempt attempt, Instant now) {
        if (attempt.tries() == 1 && attempt.priority().atLeast(Priority.HIGH)) {
            DeliveryTable.lose(tx, attempt.clientId(), now);
        } else {
            finish(tx, attempt, State.UNKNOWN, null, now);
        }
    }
}
