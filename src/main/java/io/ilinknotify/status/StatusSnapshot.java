package io.ilinknotify.status;

import io.ilinknotify.account.SignInState;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.ilink.ConnectionOutcome;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxOverview.Line;
import io.ilinknotify.schedule.ScheduledJobs;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * How everything stands at one time; never with a token in it.
 *
 * @param now that time
 * @param botId of the account; {@code null} when there is none
 * @param userId of the account; {@code null} when there is none
 * @param signIn what the server thinks of the token
 * @param polledAt when a poll was last answered since the start
 * @param window the purse
 * @param queue how much waits
 * @param otherPerson how many wait because they were meant for somebody else
 * @param pauses what slows the sender down
 * @param nextLook when the sender looks at what waits for the next time; {@code null} when only an event can help
 * @param open what waits, the most urgent first
 * @param finished what was finished during the last day, newest first
 * @param jobs those of the settings, by name
 * @param quiet the quiet hours of the settings, by name
 * @param connection what "check the connection" found; {@code null} when it was not asked for
 */
record StatusSnapshot(
        Instant now,
        @Nullable String botId,
        @Nullable String userId,
        SignInState signIn,
        @Nullable Instant polledAt,
        WindowView window,
        Outbox.QueueSize queue,
        long otherPerson,
        Delivery.Pauses pauses,
        @Nullable Instant nextLook,
        List<Line> open,
        List<Line> finished,
        List<ScheduledJobs.Standing> jobs,
        List<QuietHours.Standing> quiet,
        @Nullable ConnectionOutcome connection) {
    AccountState accountState() {
        return AccountState.of(botId != null, signIn);
    }

    /** Until when the server's limits hold everything that is not urgent; {@code null} when they do not. */
    @Nullable
    Instant pausedUntil() {
        Instant limited = pauses.rateLimitedUntil().orElse(null);
        Instant refused = pauses.refusedUntil().orElse(null);
        if (limited == null || refused == null) {
            return limited == null ? refused : limited;
        }
        return limited.isAfter(refused) ? limited : refused;
    }

    /** Whether a send is possible: the purse says so, and no refusal does otherwise. */
    boolean windowOpen() {
        return pauses.leavesOpen(window, now);
    }

    /** Whether notifications reach the phone, as far as we know: what {@code well} asks. */
    boolean isWell() {
        return accountState() == AccountState.SIGNED_IN && windowOpen() && !pauses.restricted();
    }
}
