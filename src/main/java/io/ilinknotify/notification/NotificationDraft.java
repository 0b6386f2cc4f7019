package io.ilinknotify.notification;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * A notification that a way in read from a sender's payload, before it has an id. At least one of title and text is not blank.
 *
 * @param client who sent it: the name of the token, or {@code local}
 * @param source the way in, such as {@code notify}, {@code alertmanager}, {@code job}
 * @param title one line, or {@code null}
 * @param text the text, at most 100,000 characters; empty when there is only a title
 * @param tags short words shown with it
 * @param url where to read on, or {@code null}
 * @param dedupKey twins with this key within {@code notify.dedup-window} are one, or {@code null}
 * @param thread a newer one of the thread replaces one that still waits, or {@code null}
 * @param ttl how long it is worth sending, or {@code null} for {@code notify.outbox.ttl}
 * @param phase whether it says that an alert fires or has ended
 * @param markdown whether the sender says that the text is Markdown; else it is looked at
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
        boolean markdown,
        List<Attachment> attachments) {
    public NotificationDraft {
        tags = List.copyOf(tags);
        attachments = List.copyOf(attachments);
    }

    /** One that says nothing yet; what it is to say comes by the methods below, each of which gives another draft. */
    public static NotificationDraft of(String client, String source) {
        List<Attachment> none = List.of();
        return new NotificationDraft(
                client, source, null, "", Priority.DEFAULT, List.of(), null, null, null, null, Phase.NONE, false, none);
    }

    /** Tells whether nothing of it can be seen. */
    public boolean isBlank() {
        return Text.isBlank(text) && (title == null || Text.isBlank(title));
    }

    public NotificationDraft saying(@Nullable String head, String body) {
        return new NotificationDraft(
                client, source, head, body, priority, tags, url, dedupKey, thread, ttl, phase, markdown, attachments);
    }

    public NotificationDraft with(Priority other) {
        return new NotificationDraft(
                client, source, title, text, other, tags, url, dedupKey, thread, ttl, phase, markdown, attachments);
    }

    public NotificationDraft with(Phase other) {
        return new NotificationDraft(
                client, source, title, text, priority, tags, url, dedupKey, thread, ttl, other, markdown, attachments);
    }

    public NotificationDraft with(List<Attachment> files) {
        return new NotificationDraft(
                client, source, title, text, priority, tags, url, dedupKey, thread, ttl, phase, markdown, files);
    }

    public NotificationDraft tagged(List<String> words) {
        return new NotificationDraft(
                client, source, title, text, priority, words, url, dedupKey, thread, ttl, phase, markdown, attachments);
    }

    public NotificationDraft linkedTo(@Nullable String link) {
        return new NotificationDraft(
                client, source, title, text, priority, tags, link, dedupKey, thread, ttl, phase, markdown, attachments);
    }

    public NotificationDraft keyed(@Nullable String key, @Nullable String topic) {
        return new NotificationDraft(
                client, source, title, text, priority, tags, url, key, topic, ttl, phase, markdown, attachments);
    }

    public NotificationDraft lasting(@Nullable Duration time) {
        return new NotificationDraft(
                client, source, title, text, priority, tags, url, dedupKey, thread, time, phase, markdown, attachments);
    }

    public NotificationDraft asMarkdown(boolean meant) {
        return new NotificationDraft(
                client, source, title, text, priority, tags, url, dedupKey, thread, ttl, phase, meant, attachments);
    }

    /** Cleaned, and cut to what is stored: for senders who cannot be told what is wrong. */
    public NotificationDraft cut() {
        List<String> words = tags.stream()
                .map(tag -> Text.line(tag, Limits.TAG))
                .filter(tag -> !Text.isBlank(tag))
                .distinct()
                .limit(Limits.TAGS)
                .toList();
        return saying(
                        lineOrNone(title, Limits.TITLE),
                        Text.shorten(Text.clean(text).strip(), Limits.TEXT))
                .tagged(words)
                .linkedTo(Text.link(url))
                .keyed(lineOrNone(dedupKey, Limits.KEY), lineOrNone(thread, Limits.KEY));
    }

    private static @Nullable String lineOrNone(@Nullable String words, int most) {
        return words == null || Text.isBlank(words) ? null : Text.line(words, most);
    }
}
