package io.ilinknotify.fallback;

import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * The second channel for people.
 *
 * @param after how long a notification has to be sent before it is told there
 * @param least the least urgent priority that is told there
 * @param waiting how many will be told at the next try
 * @param toldAt when a post was taken last
 * @param failedAt when one was not
 * @param failure why not
 */
public record ChannelStanding(
        Duration after,
        Priority least,
        long waiting,
        @Nullable Instant toldAt,
        @Nullable Instant failedAt,
        @Nullable String failure) {
    /** Tells whether the last post was not taken. */
    public boolean isFailing() {
        return failedAt != null && (toldAt == null || toldAt.isBefore(failedAt));
    }
}
