package io.ilinknotify.intake;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/** What a request to {@code POST /notify} says, checked; the components are those of {@link NotificationDraft}. */
record NotifyFields(
        @Nullable String title,
        String text,
        Priority priority,
        List<String> tags,
        @Nullable String url,
        @Nullable String dedupKey,
        @Nullable String thread,
        @Nullable Duration ttl) {

    NotificationDraft toDraft(String client) {
        return new NotificationDraft(
                client, "notify", title, text, priority, tags, url, dedupKey, thread, ttl, Phase.NONE);
    }
}
