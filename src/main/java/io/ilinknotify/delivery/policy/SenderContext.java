package io.ilinknotify.delivery.policy;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * All that decides what may go out now.
 *
 * @param signedIn whether there is an account whose last send was not refused as stale
 * @param sendRefusedAt when the last send was refused as stale; {@code null} when it was not, or without an account
 * @param pollsRefused whether the receive session is gone, while sends may go on
 * @param purse the id of the purse that would pay; 0 when there is none
 * @param repliedAt when the message came in that opened it; {@code null} when there is none
 * @param network how the way to the server stands
 * @param polledAt when a {@code getupdates} was last answered; {@code null} when none was since the start
 * @param groups what waits, the most urgent first
 * @param unsaidSince when the first one ended of which something is still to be said; {@code null} without one
 * @param released how many messages have answered the person's last one
 * @param reminded whether this window's reminder went out
 * @param lost urgent messages whose answer was lost, and which may be repeated once
 * @param files that wait, the most urgent first
 * @param uploadsFrom before, the account is taken to be unable to upload; {@code null} when it is able
 * @param uploadAgainAt the next try after an upload failed; {@code null} when none did
 */
public record SenderContext(
        Instant now,
        boolean signedIn,
        @Nullable Instant sendRefusedAt,
        boolean pollsRefused,
        long purse,
        WindowView window,
        @Nullable Instant repliedAt,
        SenderState sender,
        SendHistory history,
        Network network,
        @Nullable Instant polledAt,
        List<WaitingGroup> groups,
        @Nullable Instant unsaidSince,
        long released,
        boolean reminded,
        List<LostMessage> lost,
        List<WaitingFile> files,
        @Nullable Instant uploadsFrom,
        @Nullable Instant uploadAgainAt) {
    /**
     * The way to the server.
     *
     * @param unreached how many sends in a row did not reach the server; 0 when it was reached since
     * @param brokenAt when it was last seen to be broken
     * @param watched whether polls do not reach it either, so that they tell at once when it is there again
     */
    public record Network(int unreached, Instant brokenAt, boolean watched) {}

    /**
     * All that waits of one priority and phase.
     *
     * @param continuing whether a text in several parts is among them of which something was told
     */
    public record WaitingGroup(Priority priority, Phase phase, Instant oldest, Instant newest, boolean continuing) {}

    /** An urgent message, with the priority of the most urgent notification in it. */
    public record LostMessage(String clientId, Priority priority, Instant lostAt) {}

    /**
     * The first file that waits of one priority and phase.
     *
     * @param seq its notification, which was told
     * @param number which of its files
     * @param since when its notification was told
     * @param continuing whether the last send was of the same notification
     */
    public record WaitingFile(
            long seq, int number, Priority priority, Phase phase, Instant since, boolean continuing) {}

    /** The most urgent priority that waits. */
    Priority mostUrgent() {
        return groups.isEmpty() ? Priority.DEFAULT : groups.getFirst().priority();
    }

    /** Tells whether there was anything to tell at that time. One message names a few of the doubtful ones; the others ride along. */
    boolean hadSomethingToTell(Instant then) {
        return (released == 0 && unsaidSince != null && unsaidSince.isBefore(then))
                || groups.stream().anyMatch(group -> group.oldest().isBefore(then));
    }
}
