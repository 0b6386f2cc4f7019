package io.ilinknotify.delivery;

import io.ilinknotify.outbox.DeliveryQueue.Group;
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
 */
record Backlog(List<Group> groups, @Nullable Instant unsaidSince, int released, boolean reminded) {
    Backlog {
        groups = List.copyOf(groups);
    }

    /** Whether there was anything to tell when the person wrote. */
    boolean isOlderThan(Instant written) {
        return (unsaidSince != null && unsaidSince.isBefore(written))
                || groups.stream().anyMatch(group -> group.oldest().isBefore(written));
    }
}
