package io.ilinknotify.schedule;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How far a job is.
 *
 * @param plan its schedule when it was seen first
 * @param doneUntil the due time it ran for last, or when it was seen first: what was due until then is done with
 * @param last its last run; {@code null} when it never ran
 */
public record JobRun(
        String plan, Instant doneUntil, @Nullable Last last) {
    /**
     * A run.
     *
     * @param state how that stands; {@code null} when it is no longer retained
     */
    public record Last(
            Instant due,
            Instant at,
            NotificationId notification,
            @Nullable State state) {}
}
