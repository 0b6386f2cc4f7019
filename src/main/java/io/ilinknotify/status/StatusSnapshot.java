package io.ilinknotify.status;

import io.ilinknotify.account.Reachability;
import io.ilinknotify.account.SignInState;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.fallback.ChannelStanding;
import io.ilinknotify.ilink.ConnectionOutcome;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.schedule.ScheduledJobs;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How everything stands at one time; never with a token in it. Its methods are public for the page.
 *
 * @param polledAt when a poll was last answered since the start
 * @param learnedHours after how long the server once shut a window; 0 when it shut none early
 * @param files how many files wait
 * @param otherPerson how many wait because they were meant for somebody else
 * @param nextLook when the sender looks at what waits for the next time; {@code null} when only an event can help
 * @param reserve sends that are kept for what is urgent
 * @param standings how what waits of each priority stands, or would stand
 * @param bar the open window; {@code null} while it is shut
 * @param day the last 24 hours
 * @param senders who sent within the time of retention, the newest first
 * @param second the second channel; {@code null} without one
 * @param connection what the last check of the connection found; {@code null} when that is long ago
 */
record StatusSnapshot(
        Reach reach,
        @Nullable String botId,
        @Nullable String userId,
        SignInState signIn,
        @Nullable Instant polledAt,
        long learnedHours,
        Outbox.QueueSize queue,
        long files,
        long otherPerson,
        @Nullable Instant nextLook,
        List<ScheduledJobs.JobStanding> jobs,
        List<QuietHours.QuietStanding> quiet,
        int reserve,
        Map<Priority, WaitStatus> standings,
        @Nullable WindowBar bar,
        DayChart day,
        List<Sender> senders,
        @Nullable ChannelStanding second,
        @Nullable IlinkConnection connection) {
    /** Polls are answered each {@code ilink.poll-hold} and sooner: after a silence of this length the server is out of reach. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

    private static final Set<Reason> LIMITS = EnumSet.of(Reason.RESERVE, Reason.QUIET, Reason.NOT_REACHED);

    /**
     * A client.
     *
     * @param source of its newest notification
     * @param today how many came of it in the last 24 hours
     */
    record Sender(String client, String source, Instant last, int today) {}

    /**
     * @param outcome {@code connected}, {@code stale-token}, {@code refused} or {@code failed}
     * @param detail what the server said, or why it could not be asked
     */
    record IlinkConnection(String outcome, @Nullable String detail, String botId, Instant at) {
        static IlinkConnection of(ConnectionOutcome outcome, String botId, Instant at) {
            return switch (outcome) {
                case ConnectionOutcome.Connected c -> new IlinkConnection("connected", null, botId, at);
                case ConnectionOutcome.StaleToken s -> new IlinkConnection("stale-token", null, botId, at);
                case ConnectionOutcome.Refused r ->
                    new IlinkConnection("refused", (r.code() + " " + r.detail()).strip(), botId, at);
                case ConnectionOutcome.Failed f -> new IlinkConnection("failed", f.cause(), botId, at);
            };
        }

        public boolean isOk() {
            return outcome.equals("connected");
        }
    }

    public Reachability headline() {
        return reach.reachability(queue.held() + queue.queued() > 0);
    }

    /** The reason why a usual notification would not go out although nothing else stands in the way; {@code null} without one. */
    public @Nullable Reason limit() {
        if (headline() != Reachability.FINE) {
            return null;
        }
        boolean silent = polledAt != null && polledAt.plus(LONGEST_SILENCE).isBefore(reach.now());
        return silent ? Reason.NOT_REACHED : limitOf(Priority.DEFAULT);
    }

    /** The least urgent priority that goes out in spite of the limit; {@code null} when none does for sure. */
    public @Nullable Priority least() {
        return limit() == Reason.NOT_REACHED
                ? null
                : priorities().stream()
                        .filter(priority -> limitOf(priority) == null)
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable Reason limitOf(Priority priority) {
        WaitStatus standing = standings.getOrDefault(priority, WaitStatus.NEXT);
        Reason reason = standing.reason();
        return reason != null && LIMITS.contains(reason) ? reason : null;
    }

    /** When the state that the headline tells ends by itself, as far as we know. */
    @Nullable
    Instant endsAt() {
        return switch (headline()) {
            case FINE ->
                limit() == Reason.QUIET
                        ? quiet.stream()
                                .filter(QuietHours.QuietStanding::active)
                                .map(QuietHours.QuietStanding::ends)
                                .min(Instant::compareTo)
                                .orElse(null)
                        : reach.window().closesAt();
            case PAUSED -> reach.rateLimitedUntil();
            case WRITE_AFTER_REFUSAL -> reach.refusedUntil();
            case POLLS_REFUSED, SENDS_REFUSED -> signIn.nextProbe();
            case SIGN_IN, SIGN_IN_AGAIN, WRITE_ONCE, WRITE_TO_RELEASE, WRITE_TO_OPEN, RESTRICTED -> null;
        };
    }

    public List<Priority> priorities() {
        return List.of(Priority.values());
    }

    /** One for each send of the purse: {@code used}, {@code reserve}, or empty. */
    public List<String> dots() {
        return IntStream.range(0, reach.window().budget())
                .mapToObj(i -> i < reach.window().budget() - reach.window().remaining()
                        ? "used"
                        : i >= reach.window().budget() - reserve ? "reserve" : "")
                .toList();
    }
}
