package io.ilinknotify.render;

import io.ilinknotify.notification.Text;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One notification told whole: its title with a sign of urgency, its text, where to read on, its tags. */
final class Block {
    static final int LONGEST_TITLE = 200;

    private final Wording wording;

    Block(Wording wording) {
        this.wording = wording;
    }

    /** All of it; {@code suffix} follows the title (or the text, without one): when it came, how often. */
    String whole(Item item, String suffix) {
        return joined(item, LONGEST_TITLE, suffix, Fence.closed(item.text().strip()), tail(item));
    }

    /** As much of it as fits, and how much is missing. */
    String cut(Item item, String suffix, Optional<URI> link, int most) {
        int title = Math.min(LONGEST_TITLE, most / 3);
        String missing = wording.missing(item.length());
        List<String> tail = new ArrayList<>();
        link.ifPresent(uri -> tail.add(uri.toString()));
        tail.addAll(tail(item));
        while (!tail.isEmpty() && Text.length(joined(item, title, suffix, missing, tail)) >= most) {
            // Tags and links that leave no room for the text itself are missed least.
            tail.removeLast();
        }
        String after = Text.length(joined(item, title, suffix, missing, tail)) <= most ? suffix : "";
        int room = most - Text.length(joined(item, title, after, missing, tail)) - 1;
        return joined(item, title, after, beginning(item, room), tail);
    }

    /** As much of the text as fits, and how much is missing. */
    private String beginning(Item item, int room) {
        String text = item.isComplete()
                ? item.text().strip()
                : TextCut.known(item.text().strip());
        TextCut.Piece piece = TextCut.beginning(text, Math.max(0, room));
        int whole = item.isComplete() ? Text.length(text) : item.length();
        int missing = whole - Text.length(text.substring(0, piece.taken()));
        return missing == 0 ? piece.shown() : piece.endingWith(wording.missing(missing));
    }

    /** Whether its title is not cut. */
    static boolean hasWholeTitle(Item item) {
        return item.title() == null || Text.length(item.title()) <= LONGEST_TITLE;
    }

    /** What tells the eye how urgent it is, or that it is over. */
    static String sign(Item item) {
        String sign = item.phase().sign(item.priority());
        return sign.isEmpty() ? sign : sign + " ";
    }

    /** What follows the text: where to read on, and short words. */
    static List<String> tail(Item item) {
        List<String> tail = new ArrayList<>();
        if (item.url() != null) {
            tail.add(item.url());
        }
        if (!item.tags().isEmpty()) {
            tail.add("#" + String.join(" #", item.tags()));
        }
        return tail;
    }

    private static String joined(Item item, int longestTitle, String suffix, String text, List<String> tail) {
        List<String> lines = new ArrayList<>();
        String title = item.title();
        String sign = sign(item);
        if (title == null || title.isBlank()) {
            // What opens or closes a block of code stands alone on its line.
            String before = !sign.isEmpty() && Fence.begins(text) ? sign.strip() + "\n" : sign;
            String after = !suffix.isEmpty() && Fence.ends(text) ? "\n" + suffix.strip() : suffix;
            lines.add(before + text + after);
        } else {
            lines.add(sign + TextCut.line(title, longestTitle) + suffix);
            if (!text.isEmpty()) {
                lines.add(text);
            }
        }
        lines.addAll(tail);
        return String.join("\n", lines);
    }
}
