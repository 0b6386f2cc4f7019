package io.ilinknotify.delivery.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The last sends that reached the server.
 *
 * @param sends newest first, of the last half hour and more
 * @param purse the present purse
 */
public record SendHistory(List<PastSend> sends, long purse) {
    /** After this long in which nothing came the gaps start anew. */
    public static final Duration QUIET = Duration.ofMinutes(30);
    /** How far back the history has to reach. */
    public static final Duration REACH = Duration.ofDays(2);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final int MOST_IN_A_SECOND = 3;
    private static final int MOST_IN_FIVE_MINUTES = 7;

    /**
     * One send.
     *
     * @param since when the oldest came that it was made for; {@code at} when it was made for none
     * @param purse which purse paid for it
     * @param lost whether its answer was lost
     * @param file whether it brought a file
     */
    public record PastSend(Instant at, Instant since, long purse, boolean lost, boolean file) {}

    Optional<Instant> last() {
        return last(true);
    }

    /** @param files whether those that brought a file count */
    Optional<Instant> last(boolean files) {
        return sends.stream().filter(send -> files || !send.file()).findFirst().map(PastSend::at);
    }

    /** Tells whether the answer to the last send was lost, and not that to the one before: a server that breaks often is no outage. */
    boolean brokeInLast() {
        return !sends.isEmpty()
                && sends.getFirst().lost()
                && (sends.size() == 1 || !sends.get(1).lost());
    }

    /**
     * Counts the sends of this purse that followed each other without a half hour in which no notification came, up to the
     * notification that waits since {@code since}. The time that a notification waits for a gap is no quiet time, or a gap
     * would end the storm that it answers.
     *
     * @param files whether those that brought a file count: they make no gap grow that a text waits for
     */
    int streak(Instant since, boolean files) {
        int count = 0;
        Instant next = since;
        for (PastSend send : sends) {
            if (send.file() && !files) {
                continue;
            }
            if (send.purse() != purse || Duration.between(send.at(), next).compareTo(QUIET) >= 0) {
                break;
            }
            count++;
            next = send.since();
        }
        return count;
    }

    /**
     * When one more send makes no more than {@code most} of them in five minutes (protocol page: about seven can trigger
     * the rate limit); in the past when it may be made at once.
     */
    Instant noBurstBefore(int most) {
        return sends.size() < most ? Instant.MIN : sends.get(most - 1).at().plus(FIVE_MINUTES);
    }

    /** Tells whether so many sends ended at {@code at} that the server's rate limit may have been meant. */
    public boolean isBurst(Instant at) {
        return within(at, SECOND) >= MOST_IN_A_SECOND || within(at, FIVE_MINUTES) >= MOST_IN_FIVE_MINUTES;
    }

    private long within(Instant at, Duration span) {
        Instant since = at.minus(span);
        return sends.stream()
                .map(PastSend::at)
                .filter(began -> !began.isBefore(since) && !began.isAfter(at))
                .count();
    }
}
