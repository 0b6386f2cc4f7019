package io.ilinknotify.access;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Slows down guessing at the sign-in form, for all callers together. Senders do not pass here: nobody can lock them out.
 */
@Singleton
final class GuessLimit {
    private static final int MOST = 10;
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Clock clock;
    private final Deque<Instant> wrong = new ArrayDeque<>();

    GuessLimit(Clock clock) {
        this.clock = clock;
    }

    /** Whether a token may be tried now. */
    synchronized boolean mayTry() {
        Instant since = clock.instant().minus(SPAN);
        while (!wrong.isEmpty() && !wrong.getFirst().isAfter(since)) {
            wrong.removeFirst();
        }
        return wrong.size() < MOST;
    }

    synchronized void wasWrong() {
        wrong.addLast(clock.instant());
    }
}
