package io.ilinknotify.notification;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A notification that a way in read from a sender's payload, before it has an id. At least one of title and text is not blank.
 *
 * @param client who sent it: the name of the token, or {@code local}
 * @param source the way in, such as {@code notify}, {@code alertmanager}, {@code job}
 * @param title one line, or {@code null}
 * @param text the text, at most 100,000 characters; empty when there is only a title
 * @param priority its urgency
 * @param tags short words shown with it
 * @param url where to read on, or {@code null}
 * @param dedupKey twins with this key within {@code notify.dedup-window} are one, or {@code null}
 * @param thread a newer one of the thread replaces one that still waits, or {@code null}
 * @param ttl how long it is worth sending, or {@code null} for {@code notify.outbox.ttl}
 * @param phase whether it says that an alert fires or has ended
 * @param attachments files that go with it, at most four; their contents are on the volume
 */
public record NotificationDraft(
        String client,
        String source,
        @Nullable String title,
        String text,
        Priority priority,
        List<String> tags,
        @Nullable String url,
        @Nullable String dedupKey,
        @Nullable String thread,
        @Nullable Duration ttl,
        Phase phase,
        List<Attachment> attachments) {
    public NotificationDraft {
        tags = List.copyOf(tags);
        attachments = List.copyOf(attachments);
    }

    /** One without attachments. */
    public NotificationDraft(
            String client,
            String source,
            @Nullable String title,
            String text,
            Priority priority,
            List<String> tags,
            @Nullable String url,
            @Nullable String dedupKey,
            @Nullable String thread,
            @Nullable Duration ttl,
            Phase phase) {
        this(client, source, title, text, priority, tags, url, dedupKey, thread, ttl, phase, List.of());
    }

    /** The same with another priority. */
    public NotificationDraft with(Priority other) {
        return new NotificationDraft(
                client, source, title, text, other, tags, url, dedupKey, thread, ttl, phase, attachments);
    }

    /** The same with one more tag. */
    public NotificationDraft with(String tag) {
        List<String> more = Stream.concat(tags.stream(), Stream.of(tag)).toList();
        return new NotificationDraft(
                client, source, title, text, priority, more, url, dedupKey, thread, ttl, phase, attachments);
    }

    /** The same with these attachments. */
    public NotificationDraft with(List<Attachment> files) {
        return new NotificationDraft(
                client, source, title, text, priority, tags, url, dedupKey, thread, ttl, phase, files);
    }
}
