package io.ilinknotify.webhook;

import io.ilinknotify.http.Refusal;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A notification of a client made for another service, as it wrote it.
 *
 * @param title may be blank
 * @param text may be blank
 * @param priority its urgency
 * @param tags short words
 * @param url where to read on; what no phone can open is left out
 */
public record ForeignMessage(
        String title,
        String text,
        Priority priority,
        List<String> tags,
        @Nullable String url) {
    public ForeignMessage {
        tags = List.copyOf(tags);
    }

    /** A message without anything but text. */
    public static ForeignMessage of(String title, String text, Priority priority) {
        return new ForeignMessage(title, text, priority, List.of(), null);
    }

    /** Tells whether nothing of it can be seen: the payload says what it says in other places than its service knows. */
    public boolean isBlank() {
        return Text.isBlank(title) && Text.isBlank(text);
    }

    /** Cleaned and cut to what is stored; 400 when nothing of it can be seen. */
    public NotificationDraft toDraft(String client, String source) {
        if (isBlank()) {
            throw Refusal.nothingToSend();
        }
        List<String> words = tags.stream()
                .map(tag -> Text.line(tag, Limits.TAG))
                .filter(tag -> !Text.isBlank(tag))
                .distinct()
                .limit(Limits.TAGS)
                .toList();
        return new NotificationDraft(
                client,
                source,
                Text.isBlank(title) ? null : Text.line(title, Limits.TITLE),
                Text.shorten(Text.clean(text).strip(), Limits.TEXT),
                priority,
                words,
                JsonText.link(url),
                null,
                null,
                null,
                Phase.NONE);
    }
}
