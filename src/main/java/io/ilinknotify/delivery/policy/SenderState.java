package io.ilinknotify.delivery.policy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * What the server's refusals ask of the sender. It is stored, so that a restart shortens no pause.
 *
 * @param rateLimitedUntil nothing goes out before; the first send after it is the probe
 * @param rateLimits how often in a row the rate limit was hit
 * @param refusedAt when a refusal came that may have been a rate limit in disguise; {@code null} when none did
 * @param refusedPurse which purse was refused; a younger one is not bound by it
 * @param refusalProbed whether the one urgent probe into that pause was spent
 * @param unconfirmed how many messages in a row were taken without an id
 * @param unconfirmedAt when the last of them was
 * @param unconfirmedPurse which purse paid for it; a reply since then is worth a try
 */
public record SenderState(
        @Nullable Instant rateLimitedUntil,
        int rateLimits,
        @Nullable Instant refusedAt,
        long refusedPurse,
        boolean refusalProbed,
        int unconfirmed,
        @Nullable Instant unconfirmedAt,
        long unconfirmedPurse) {
    /** Nothing slows the sender down. */
    public static final SenderState FREE = new SenderState(null, 0, null, 0, false, 0, null, 0);

    static final Duration LONGEST_RATE_LIMIT_PAUSE = Duration.ofHours(4);
    public static final Duration REFUSAL_PAUSE = Duration.ofMinutes(60);
    /** This many messages without an id in a row, and the account is taken to be restricted. */
    static final int RESTRICTED_AFTER = 3;

    /** How long a restricted account is left alone between two tries. */
    static final Duration RESTRICTED_PAUSE = Duration.ofMinutes(60);

    /** The server said that we send too fast. */
    public SenderState rateLimited(Instant now, Duration firstPause) {
        return new SenderState(
                now.plus(pause(rateLimits, firstPause)),
                rateLimits + 1,
                refusedAt,
                refusedPurse,
                refusalProbed,
                unconfirmed,
                unconfirmedAt,
                unconfirmedPurse);
    }

    /** After a clock was set back: no pause is longer than one that begins now. */
    public SenderState boundedAt(Instant now, Duration firstPause) {
        Instant limited = rateLimitedUntil == null
                ? null
                : earlier(rateLimitedUntil, now.plus(pause(rateLimits - 1, firstPause)));
        return new SenderState(
                limited,
                rateLimits,
                refusedAt == null ? null : earlier(refusedAt, now),
                refusedPurse,
                refusalProbed,
                unconfirmed,
                unconfirmedAt == null ? null : earlier(unconfirmedAt, now),
                unconfirmedPurse);
    }

    /** Doubles with every limit before it. */
    private static Duration pause(int before, Duration firstPause) {
        Duration pause = firstPause;
        for (int i = 0; i < before && pause.compareTo(LONGEST_RATE_LIMIT_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_RATE_LIMIT_PAUSE) > 0 ? LONGEST_RATE_LIMIT_PAUSE : pause;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** The server refused where the purse should have had more. */
    public SenderState refused(Instant now, long purse) {
        return withRefusal(now, purse, false);
    }

    /** The pause after a refusal ends: the window is shut for good, or a new one opened. */
    public SenderState refusalOver() {
        return withRefusal(null, 0, false);
    }

    /** The one urgent probe into the pause after a refusal is on its way. */
    public SenderState probing() {
        return withRefusal(refusedAt, refusedPurse, true);
    }

    /** The probe never reached the server: it was none. */
    public SenderState notProbed() {
        return withRefusal(refusedAt, refusedPurse, false);
    }

    private SenderState withRefusal(@Nullable Instant at, long purse, boolean probed) {
        return new SenderState(
                rateLimitedUntil, rateLimits, at, purse, probed, unconfirmed, unconfirmedAt, unconfirmedPurse);
    }

    /** The server took a message without an id. */
    public SenderState takenWithoutId(Instant now, long purse) {
        return new SenderState(null, 0, null, 0, false, unconfirmed + 1, now, purse);
    }

    /** Whether {@code purse} waits for the end of the pause after a refusal. */
    public boolean refusedIn(long purse) {
        return refusedAt != null && refusedPurse == purse;
    }

    /** Whether the server takes messages and, as far as we know, shows none. */
    public boolean isRestricted() {
        return unconfirmed >= RESTRICTED_AFTER;
    }
}
