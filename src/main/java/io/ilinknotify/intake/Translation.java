package io.ilinknotify.intake;

import io.ilinknotify.notification.NotificationDraft;

import java.util.function.LongFunction;

/**
 * A foreign payload as a notification.
 *
 * @param draft as it is told the first time
 * @param again the same when it is told for the n-th time; Alertmanager and Grafana repeat what still fires
 */
public record Translation(NotificationDraft draft, LongFunction<NotificationDraft> again) {
    /** One that is told in the same words however often it comes. */
    public static Translation of(NotificationDraft draft) {
        return new Translation(draft, times -> draft);
    }
}
