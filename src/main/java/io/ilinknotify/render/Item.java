package io.ilinknotify.render;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a message needs of a notification that waits.
 *
 * @param seq its place in the order of acceptance
 * @param id its id
 * @param priority its urgency
 * @param phase whether it says that an alert has ended
 * @param title one line, or {@code null}
 * @param text its text, or the beginning of one that is too long for a message anyway
 * @param length code points of the whole text
 * @param tags short words shown with it
 * @param url where to read on, or {@code null}
 * @param createdAt when it was accepted
 */
public record Item(
        long seq,
        NotificationId id,
        Priority priority,
        Phase phase,
        @Nullable String title,
        String text,
        int length,
        List<String> tags,
        @Nullable String url,
        Instant createdAt) {
    public Item {
        tags = List.copyOf(tags);
    }

    /** Whether {@code text} is all of it. */
    boolean isComplete() {
        return TextCut.length(text) == length;
    }

    /** What it is called in a line: its title, or else how its text begins. */
    String name() {
        return title == null || title.isBlank() ? text : title;
    }

    /** What repeats of it have in common. */
    String likeness() {
        return priority + "\n" + phase + "\n" + name() + "\n" + length + "\n" + text;
    }
}
