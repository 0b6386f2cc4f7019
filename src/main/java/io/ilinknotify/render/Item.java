package io.ilinknotify.render;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A notification that waits, as far as a message needs it.
 *
 * @param seq its place in the order of acceptance
 * @param title one line
 * @param text its text, or the beginning of one that is too long for a message anyway
 * @param length code points of the whole text
 * @param markdown whether its sender says that its text is Markdown
 * @param files a line for each file that follows it
 * @param note where its files are when they cannot be sent; {@code null} when they can
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
        Instant createdAt,
        boolean markdown,
        List<String> files,
        @Nullable String note) {
    private static final Pattern EMPTY_LINE = Pattern.compile("\\n[\\h\\r]*\\n");

    public Item with(String whole) {
        return new Item(seq, id, priority, phase, title, whole, length, tags, url, createdAt, markdown, files, note);
    }

    Item with(List<String> named, @Nullable String where) {
        return new Item(seq, id, priority, phase, title, text, length, tags, url, createdAt, markdown, named, where);
    }

    /** The same as the phone has to be told it. */
    Item shown(Markdown setting) {
        String shown = setting.shown(text, markdown);
        String name = title == null ? null : setting.title(title);
        int size = isComplete() ? Text.length(shown) : length;
        return new Item(seq, id, priority, phase, name, shown, size, tags, url, createdAt, markdown, files, note);
    }

    /** Tells whether its text has an empty line within, which could be taken for its end. */
    boolean isAiry() {
        return EMPTY_LINE.matcher(text.strip()).find();
    }

    /** Its words alone. */
    Item plain() {
        Priority plain = Priority.DEFAULT;
        List<String> none = List.of();
        return new Item(seq, id, plain, Phase.NONE, title, text, length, none, null, createdAt, markdown, none, null);
    }

    /** Tells whether {@code text} is all of it. */
    public boolean isComplete() {
        return Text.length(text) == length;
    }

    boolean isTitled() {
        return title != null && !title.isBlank();
    }

    /** Its title, or its text without one. */
    String name() {
        return title == null || title.isBlank() ? text : title;
    }

    /** Tells the eye how urgent it is, or that it is over; with a space, or empty. */
    String sign() {
        String sign = phase.sign(priority);
        return sign.isEmpty() ? sign : sign + " ";
    }

    /** The lines that follow the text: its files, where to read on, and short words. */
    List<String> tail() {
        List<String> tail = new ArrayList<>(files);
        if (note != null) {
            tail.add(note);
        }
        if (url != null) {
            tail.add(url);
        }
        if (!tags.isEmpty()) {
            tail.add("#" + String.join(" #", tags));
        }
        return tail;
    }

    /** Tells whether a message that tells the other one whole leaves nothing of this one out. */
    boolean saysTheSameAs(Item other) {
        return likeness().equals(other.likeness()) && isComplete() && tail().equals(other.tail());
    }

    /** The key that repeats of it have in common. */
    String likeness() {
        return priority + "\n" + phase + "\n" + name() + "\n" + length + "\n" + text;
    }
}
