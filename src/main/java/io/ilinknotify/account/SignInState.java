package io.ilinknotify.account;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * The refusals of the bot token by the server. A {@code -14} is sometimes transient, so the first one only stops the sending;
 * the account counts as signed out when a probe, ten minutes later, is refused too. The record is all there is to
 * store: a restart neither shortens a pause nor forgets a refusal.
 *
 * @param refusals how often in a row the token was refused, each at a probe's time; 0 when it is accepted
 * @param refusedAt when it was last refused; {@code null} when it is accepted
 */
public record SignInState(int refusals, @Nullable Instant refusedAt) {
    /** The token is accepted, as far as we know. */
    public static final SignInState ACCEPTED = new SignInState(0, null);

    private static final Duration FIRST_PROBE = Duration.ofMinutes(10);
    private static final Duration NEXT_PROBE = Duration.ofHours(1);

    public SignInState {
        if (refusals < 0 || (refusals == 0) != (refusedAt == null)) {
            throw new IllegalArgumentException("refusals and the time of the last one do not fit");
        }
    }

    /**
     * The server answered {@code -14}. A send and a poll that were on their way together are refused together, so what
     * comes before the probe is due belongs to the refusal before it.
     */
    public SignInState refused(Instant now) {
        return refusals > 0 && !probeDue(now) ? this : new SignInState(refusals + 1, now);
    }

    /** A call with the token was answered with anything but {@code -14}. */
    public SignInState answered() {
        return ACCEPTED;
    }

    /** When the one {@code getupdates} goes out that looks whether the token lives again; {@code null} when it does. */
    public @Nullable Instant nextProbe() {
        return refusedAt == null ? null : refusedAt.plus(refusals == 1 ? FIRST_PROBE : NEXT_PROBE);
    }

    /** Says that the probe's time has come, or the clock was set back behind the refusal, which would delay it for long. */
    public boolean probeDue(Instant now) {
        Instant at = nextProbe();
        return at == null || !now.isBefore(at) || (refusedAt != null && now.isBefore(refusedAt));
    }

    /** Says that nothing may be sent. */
    public boolean mustHold() {
        return refusals > 0;
    }

    /** Says that a person has to sign in again. */
    public boolean isSignedOut() {
        return refusals > 1;
    }
}
