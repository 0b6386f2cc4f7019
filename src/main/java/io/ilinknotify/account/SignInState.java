package io.ilinknotify.account;

import io.ilinknotify.health.Pauses;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The refusals of the bot token, by what was refused. A {@code -14} to a poll may concern the receive session alone, while
 * sends go on, and it often passes within seconds. The account counts as signed out once two polls in a row and a send
 * were refused. The record is all there is to store: a restart neither shortens a pause nor forgets a refusal.
 */
public record SignInState(Refusals polls, Refusals sends) {
    /** The token is accepted, as far as we know. */
    public static final SignInState ACCEPTED = new SignInState(Refusals.NONE, Refusals.NONE);

    /**
     * Refusals of one kind in a row.
     *
     * @param at when the last one came; {@code null} when there is none
     */
    public record Refusals(int count, @Nullable Instant at) {
        static final Refusals NONE = new Refusals(0, null);
        private static final Pauses PAUSES = Pauses.ofSeconds(2, 30, 300, 3600);

        Refusals and(Instant now) {
            return new Refusals(count + 1, now);
        }

        /** When the next try goes out; {@code null} when nothing was refused. */
        public @Nullable Instant nextTry() {
            return at == null ? null : at.plus(PAUSES.after(count));
        }

        /** Says that its time has come, or that the clock was set back behind the refusal, which would delay it for long. */
        public boolean mayTry(Instant now) {
            Instant next = nextTry();
            return next == null || at == null || !now.isBefore(next) || now.isBefore(at);
        }
    }

    public SignInState pollRefused(Instant now) {
        return new SignInState(polls.and(now), sends);
    }

    public SignInState sendRefused(Instant now) {
        return new SignInState(polls, sends.and(now));
    }

    /** A poll that is answered after refused ones is worth a send as well. */
    SignInState pollAnswered() {
        return refusesPolls() ? ACCEPTED : this;
    }

    /** A send that is answered after refused ones is worth a poll at once. */
    SignInState sendAnswered() {
        return new SignInState(refusesSends() && refusesPolls() ? new Refusals(1, polls.at) : polls, Refusals.NONE);
    }

    /** Says that the last poll was refused: sends may go on. */
    public boolean refusesPolls() {
        return polls.count > 0;
    }

    public boolean refusesSends() {
        return sends.count > 0;
    }

    public boolean isAccepted() {
        return !refusesPolls() && !refusesSends();
    }

    /** Says that a person has to sign in again. */
    public boolean isSignedOut() {
        return polls.count > 1 && refusesSends();
    }

    /** Says that a send may go out: none was refused, or it is time to try again. */
    public boolean maySend(Instant now) {
        return !isSignedOut() && sends.mayTry(now);
    }

    /** The first of the next tries; {@code null} when nothing was refused. */
    public @Nullable Instant nextProbe() {
        Instant poll = polls.nextTry();
        Instant send = isSignedOut() ? null : sends.nextTry();
        if (poll == null || send == null) {
            return poll == null ? send : poll;
        }
        return send.isBefore(poll) ? send : poll;
    }
}
