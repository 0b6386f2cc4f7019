package io.ilinknotify.webhook;

import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.PlainText;
import io.ilinknotify.intake.Shorten;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a client made for another service wants to be told, as it wrote it.
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
    private static final int LONGEST_TITLE = 1_000;
    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 64;

    public ForeignMessage {
        tags = List.copyOf(tags);
    }

    /** A message without anything but text. */
    public static ForeignMessage of(String title, String text, Priority priority) {
        return new ForeignMessage(title, text, priority, List.of(), null);
    }

    /** Whether nothing of it can be seen: the payload says what it says in other places than its service knows. */
    public boolean isBlank() {
        return PlainText.isBlank(title) && PlainText.isBlank(text);
    }

    /** Cleaned and cut to what is stored; 400 when nothing of it can be seen. */
    public NotificationDraft toDraft(String client, String source) {
        if (isBlank()) {
            throw ForeignBody.nothingToSend();
        }
        List<String> words = tags.stream()
                .map(tag -> Shorten.line(tag, LONGEST_TAG))
                .filter(tag -> !PlainText.isBlank(tag))
                .distinct()
                .limit(MOST_TAGS)
                .toList();
        return new NotificationDraft(
                client,
                source,
                PlainText.isBlank(title) ? null : Shorten.line(title, LONGEST_TITLE),
                Shorten.text(PlainText.of(text).strip(), LONGEST_TEXT),
                priority,
                words,
                JsonText.link(url),
                null,
                null,
                null,
                Phase.NONE);
    }
}
