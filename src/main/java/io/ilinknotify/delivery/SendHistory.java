package io.ilinknotify.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When the last sends began that reached the server.
 *
 * @param all newest first, of the last half hour and more, whatever purse paid for them
 * @param ofPurse newest first, those that the present purse paid for
 */
record SendHistory(List<Instant> all, List<Instant> ofPurse) {
    /** After this long without a send the gaps start anew. */
    static final Duration QUIET = Duration.ofMinutes(30);
    /** How far back the history has to reach. */
    static final Duration REACH = Duration.ofDays(2);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final int MOST_IN_A_SECOND = 3;
    private static final int MOST_IN_FIVE_MINUTES = 7;

    SendHistory {
        all = List.copyOf(all);
        ofPurse = List.copyOf(ofPurse);
    }

    Optional<Instant> last() {
        return all.stream().findFirst();
    }

    /** How many sends of this purse have followed each other without a quiet half hour, up to {@code now}. */
    int streak(Instant now) {
        int count = 0;
        Instant later = now;
        for (Instant send : ofPurse) {
            if (Duration.between(send, later).compareTo(QUIET) >= 0) {
                break;
            }
            count++;
            later = send;
        }
        return count;
    }

    /** Whether so many sends ended at {@code at} that the server's rate limit may have been meant. */
    boolean isBurst(Instant at) {
        return within(at, SECOND) >= MOST_IN_A_SECOND || within(at, FIVE_MINUTES) >= MOST_IN_FIVE_MINUTES;
    }

    private long within(Instant at, Duration span) {
        Instant since = at.minus(span);
        return all.stream()
                .filter(send -> !send.isBefore(since) && !send.isAfter(at))
                .count();
    }
}
