package io.ilinknotify.render;

import io.ilinknotify.notification.Phase;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One notification told whole: its title with a sign of urgency, its text, where to read on, its tags. */
final class Block {
    private static final int LONGEST_TITLE = 200;

    private final Wording wording;

    Block(Wording wording) {
        this.wording = wording;
    }

    /** All of it; {@code suffix} follows the title (or the text, without one): when it came, how often. */
    String whole(Item item, String suffix) {
        return joined(item, suffix, item.text().strip(), tail(item));
    }

    /** As much of it as fits, and how much is missing. */
    String cut(Item item, String suffix, Optional<URI> link, int most) {
        List<String> tail = new ArrayList<>();
        link.ifPresent(uri -> tail.add(uri.toString()));
        tail.addAll(tail(item));
        String missing = wording.missing(item.length());
        while (!tail.isEmpty() && TextCut.length(joined(item, suffix, missing, tail)) >= most) {
            // Tags and links that leave no room for the text itself are missed least.
            tail.removeLast();
        }
        int room = most - TextCut.length(joined(item, suffix, missing, tail)) - 1;
        String text = item.text().strip();
        TextCut.Piece piece = TextCut.beginning(text, Math.max(0, room));
        int told = TextCut.length(text.substring(0, piece.taken()));
        String shown = piece.shown() + (piece.inCode() ? "\n" : "") + wording.missing(item.length() - told);
        return TextCut.graphemes(joined(item, suffix, shown, tail), most);
    }

    /** Without any markup or sign: for a server that called the first try invalid. */
    static String bare(Item item, int most) {
        String title = item.title() == null ? "" : item.title().strip() + "\n";
        return TextCut.graphemes((title + item.text().strip()).strip(), most);
    }

    /** What tells the eye how urgent it is, or that it is over. */
    static String sign(Item item) {
        if (item.phase() == Phase.RESOLVED) {
            return "✅ ";
        }
        return switch (item.priority()) {
            case CRITICAL -> "🔴 ";
            case HIGH -> "🟠 ";
            case DEFAULT, LOW -> "";
        };
    }

    private static List<String> tail(Item item) {
        List<String> tail = new ArrayList<>();
        if (item.url() != null) {
            tail.add(item.url());
        }
        if (!item.tags().isEmpty()) {
            tail.add("#" + String.join(" #", item.tags()));
        }
        return tail;
    }

    private static String joined(Item item, String suffix, String text, List<String> tail) {
        List<String> lines = new ArrayList<>();
        String title = item.title();
        String sign = sign(item);
        if (title == null || title.isBlank()) {
            lines.add(sign + text + suffix);
        } else {
            lines.add(sign + TextCut.line(title, LONGEST_TITLE) + suffix);
            if (!text.isEmpty()) {
                lines.add(text);
            }
        }
        lines.addAll(tail);
        return String.join("\n", lines);
    }
}
