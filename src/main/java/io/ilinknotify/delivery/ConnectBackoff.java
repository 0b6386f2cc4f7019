package io.ilinknotify.delivery;

import io.ilinknotify.ilink.SendOutcome;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** Growing pauses while the server is surely not reached. Such tries are free, so they may go on for ever. */
final class ConnectBackoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Duration pause = FIRST;
    private @Nullable Instant until;

    /** When to try again; {@code null} when the server was reached. */
    @Nullable
    Instant until(Instant now) {
        // Longer than it could be: the clock was set back.
        return until != null && until.isAfter(now.plus(LONGEST)) ? null : until;
    }

    void after(SendOutcome outcome, Instant now) {
        if (outcome instanceof SendOutcome.NotReached) {
            until = now.plus(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        } else {
            until = null;
            pause = FIRST;
        }
    }
}
