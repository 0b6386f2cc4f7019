package io.ilinknotify.delivery.policy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * The pauses that refusals of the server ask of the sender. It is stored, so that a restart shortens no pause.
 *
 * @param rateLimitedUntil nothing goes out before; the first send after it is the probe
 * @param rateLimits how often in a row the rate limit was hit
 * @param refusedAt when a refusal came that may have been a rate limit in disguise; {@code null} when none did
 * @param refusedPurse which purse was refused; a younger one is not bound by it
 * @param refusalProbed whether the one urgent probe into that pause was spent
 * @param unconfirmed how many messages in a row were taken without an id
 */
public record SenderState(
        @Nullable Instant rateLimitedUntil,
        int rateLimits,
        @Nullable Instant refusedAt,
        long refusedPurse,
        boolean refusalProbed,
        int unconfirmed) {
    public static final Duration REFUSAL_PAUSE = Duration.ofMinutes(60);

    static final Duration RESTRICTED_PAUSE = Duration.ofMinutes(60);

    /** This many messages without an id in a row, and the account is taken to be restricted. */
    private static final int RESTRICTED_AFTER = 3;

    private static final Duration LONGEST_RATE_LIMIT_PAUSE = Duration.ofHours(4);

    /** The pause after a rate limit: doubles with each in a row before it. */
    public static Duration rateLimitPause(int before, Duration first) {
        Duration pause = first.multipliedBy(1L << Math.clamp(before, 0, 8));
        return pause.compareTo(LONGEST_RATE_LIMIT_PAUSE) < 0 ? pause : LONGEST_RATE_LIMIT_PAUSE;
    }

    /** Tells whether {@code purse} waits for the end of the pause after a refusal. */
    public boolean refusedIn(long purse) {
        return refusedAt != null && refusedPurse == purse;
    }

    /** Tells whether the server takes messages and, as far as we know, shows none. */
    public boolean isRestricted() {
        return unconfirmed >= RESTRICTED_AFTER;
    }
}
