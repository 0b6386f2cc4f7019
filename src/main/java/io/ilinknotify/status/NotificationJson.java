package io.ilinknotify.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A notification's record as people and scripts read it. In a list {@code attempts} is left out. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationJson(
        String id,
        String state,
        @Nullable String reason,
        @Nullable String told,
        String client,
        String source,
        @Nullable String title,
        String text,
        String priority,
        List<String> tags,
        @Nullable String url,
        @JsonProperty("dedup_key") @Nullable String dedupKey,
        @Nullable String thread,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("finished_at") @Nullable Instant finishedAt,
        @JsonProperty("message_id") @Nullable String messageId,
        @JsonProperty("merged_into") @Nullable String mergedInto,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AttachmentJson> attachments,
        @Nullable List<AttemptJson> attempts) {

    /** The whole record. */
    static NotificationJson of(OutboxEntry entry) {
        return of(
                entry,
                entry.attempts().stream()
                        .map(attempt -> new AttemptJson(millis(attempt.at()), attempt.outcome(), attempt.detail()))
                        .toList());
    }

    static NotificationJson of(OutboxEntry entry, @Nullable List<AttemptJson> attempts) {
        Coverage told = Coverage.known(entry.state(), entry.told());
        NotificationDraft content = entry.notification().content();
        return new NotificationJson(
                entry.notification().id().value(),
                entry.state().code(),
                entry.reason() == null ? null : entry.reason().code(),
                told == null ? null : told.code(),
                content.client(),
                content.source(),
                content.title(),
                content.text(),
                content.priority().code(),
                content.tags(),
                content.url(),
                content.dedupKey(),
                content.thread(),
                millis(entry.notification().createdAt()),
                millis(entry.finishedAt()),
                entry.messageId(),
                entry.mergedInto(),
                entry.attachments().stream().map(AttachmentJson::of).toList(),
                attempts);
    }

    /** RFC 3339 in UTC, to the millisecond. */
    static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** One of its files. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttachmentJson(
            String name,
            String type,
            long size,
            String state,
            @Nullable String reason,
            @Nullable String detail) {
        static AttachmentJson of(AttachmentEntry entry) {
            Attachment file = entry.attachment();
            Reason reason = entry.reason();
            return new AttachmentJson(
                    file.name(),
                    file.type(),
                    file.size(),
                    entry.state().code(),
                    reason == null ? null : reason.code(),
                    entry.detail());
        }
    }

    /** One send that carried it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttemptJson(
            @Nullable Instant at, String outcome, @Nullable String detail) {}
}
