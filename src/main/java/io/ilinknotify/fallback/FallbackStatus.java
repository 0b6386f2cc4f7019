package io.ilinknotify.fallback;

import java.time.Instant;
import java.util.Optional;

/**
 * How the second channel stands, for people.
 *
 * @param configured whether there is one
 * @param waiting how many notifications it has still to tell
 * @param lastToldAt when the webhook last answered 2xx
 * @param lastFailedAt when a post last failed
 * @param lastFailure why; it names neither the address nor the token
 */
public record FallbackStatus(
        boolean configured,
        long waiting,
        Optional<Instant> lastToldAt,
        Optional<Instant> lastFailedAt,
        Optional<String> lastFailure) {}
