package io.ilinknotify.delivery.policy;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What there is to tell.
 *
 * @param groups what waits, the most urgent first
 * @param unsaidSince when the first one ended of which something is still to be said; {@code null} without one
 * @param released how many messages have answered the person's last one
 * @param reminded whether this window's reminder went out
 * @param lost urgent messages that may be repeated
 */
public record QueueSummary(
        List<Group> groups, @Nullable Instant unsaidSince, int released, boolean reminded, List<LostMessage> lost) {
    public QueueSummary {
        groups = List.copyOf(groups);
        lost = List.copyOf(lost);
    }

    /**
     * All that waits of one priority and phase.
     *
     * @param priority its priority
     * @param phase whether it tells that alerts have ended
     * @param oldest when the oldest was accepted
     * @param newest when the newest was accepted
     * @param continuing whether a text in several parts is among them of which something was told
     */
    public record Group(Priority priority, Phase phase, Instant oldest, Instant newest, boolean continuing) {}

    /**
     * An urgent message whose answer was lost, and which may be repeated once.
     *
     * @param clientId which
     * @param priority of the most urgent one that it carries
     * @param lostAt when its answer was lost
     */
    public record LostMessage(String clientId, Priority priority, Instant lostAt) {}

    /** Whether there was anything to tell when the person wrote. */
    boolean isOlderThan(Instant written) {
        return (unsaidSince != null && unsaidSince.isBefore(written))
                || groups.stream().anyMatch(group -> group.oldest().isBefore(written));
    }
}
