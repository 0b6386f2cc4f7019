package io.ilinknotify.webhook.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ilinknotify.notification.NotificationDraft;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What a template makes of a payload. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Preview(
        @Nullable String title,
        String text,
        String priority,
        @Nullable String url,
        @Nullable String thread,
        @JsonProperty("dedup_key") @Nullable String dedupKey) {

    static Preview of(NotificationDraft draft) {
        return new Preview(
                draft.title(), draft.text(), draft.priority().code(), draft.url(), draft.thread(), draft.dedupKey());
    }
}
