package io.ilinknotify.status;

import io.ilinknotify.account.Reachability;
import io.ilinknotify.account.SignInState;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.ilink.ConnectionOutcome;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.schedule.ScheduledJobs;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How everything stands at one time; never with a token in it. Its methods are public for the page.
 *
 * @param polledAt when a poll was last answered since the start
 * @param learnedHours after how long the server once shut a window; 0 when it shut none early
 * @param otherPerson how many wait because they were meant for somebody else
 * @param nextLook when the sender looks at what waits for the next time; {@code null} when only an event can help
 * @param open what waits, the most urgent first, at most 100
 * @param finished what was finished during the last day, newest first, at most 100
 * @param reserve sends that are kept for what is urgent
 * @param bar the open window; {@code null} while it is shut
 * @param day the last 24 hours
 * @param senders who sent within the time of retention, the newest first
 * @param connection what "check the connection" found; {@code null} when it was not asked for
 */
record StatusSnapshot(
        Reach reach,
        @Nullable String botId,
        @Nullable String userId,
        SignInState signIn,
        @Nullable Instant polledAt,
        long learnedHours,
        Outbox.QueueSize queue,
        long otherPerson,
        @Nullable Instant nextLook,
        List<OutboxEntry> open,
        List<OutboxEntry> finished,
        List<ScheduledJobs.JobStanding> jobs,
        List<QuietHours.QuietStanding> quiet,
        int reserve,
        @Nullable WindowBar bar,
        DayChart day,
        List<Sender> senders,
        @Nullable IlinkConnection connection) {
    /**
     * A client.
     *
     * @param source of its newest notification
     * @param today how many came of it in the last 24 hours
     */
    @TemplateData
    record Sender(String client, String source, Instant last, int today) {}

    /**
     * @param outcome {@code connected}, {@code stale-token}, {@code refused} or {@code failed}
     * @param detail what the server said, or why it could not be asked
     */
    @TemplateData
    record IlinkConnection(
            boolean ok, String outcome, @Nullable String detail) {
        static IlinkConnection of(ConnectionOutcome outcome) {
            return switch (outcome) {
                case ConnectionOutcome.Connected c -> new IlinkConnection(true, "connected", null);
                case ConnectionOutcome.StaleToken s -> new IlinkConnection(false, "stale-token", null);
                case ConnectionOutcome.Refused r ->
                    new IlinkConnection(false, "refused", (r.code() + " " + r.detail()).strip());
                case ConnectionOutcome.Failed f -> new IlinkConnection(false, "failed", f.cause());
            };
        }
    }

    public Reachability headline() {
        return reach.reachability(queue.held() + queue.queued() > 0);
    }

    /** Tells whether there is an account, accepted or not. */
    public boolean hasAccount() {
        return botId != null;
    }

    /** Tells whether the clock starts or silences anything. */
    public boolean hasSchedule() {
        return !jobs.isEmpty() || !quiet.isEmpty();
    }

    /** When the reminder goes out. */
    public @Nullable Instant remindsAt() {
        return bar == null ? null : bar.remindsAt();
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

    /** How many wait that the page does not show. */
    public long more() {
        return Math.max(0, queue.queued() + queue.held() - open.size());
    }
}
