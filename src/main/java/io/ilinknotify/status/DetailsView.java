package io.ilinknotify.status;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.notification.Told;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * One notification's whole record for people. Its methods are public for the template.
 *
 * @param created when it was taken in
 * @param finished when it reached its final state; {@code null} while it is open
 * @param tries the sends that carried it
 */
@TemplateData
record DetailsView(
        String id,
        State state,
        @Nullable Reason reason,
        @Nullable Told told,
        Priority priority,
        String client,
        @Nullable String title,
        String text,
        List<String> tags,
        @Nullable String url,
        @Nullable Moment created,
        @Nullable Moment finished,
        List<Try> tries) {
    static DetailsView of(OutboxEntry entry, Instant now, ZoneId zone) {
        NotificationDraft content = entry.notification().content();
        return new DetailsView(
                entry.notification().id().value(),
                entry.state(),
                entry.reason(),
                Told.known(entry.state(), entry.told()),
                content.priority(),
                content.client(),
                content.title(),
                content.text(),
                content.tags(),
                content.url(),
                Moment.of(entry.notification().createdAt(), now, zone),
                Moment.of(entry.finishedAt(), now, zone),
                entry.attempts().stream()
                        .map(attempt ->
                                new Try(Moment.of(attempt.at(), now, zone), attempt.outcome(), attempt.detail()))
                        .toList());
    }

    /** The class of its badge. */
    public String tone() {
        return EntryView.tone(state);
    }

    /** One send that carried it; the outcome has the name that it has in the API. */
    @TemplateData
    record Try(
            @Nullable Moment at, String outcome, @Nullable String detail) {}
}
