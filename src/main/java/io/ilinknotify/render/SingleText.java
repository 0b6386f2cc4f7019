package io.ilinknotify.render;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message that tells one notification. */
public final class SingleText {
    private static final int LONGEST_TITLE = 200;

    private final Wording wording;
    private final int maxLength;

    /**
     * @param wording the agent's own words
     * @param maxLength code points in one message
     */
    public SingleText(Wording wording, int maxLength) {
        this.wording = wording;
        this.maxLength = maxLength;
    }

    /**
     * The title with a sign of its urgency, the text, where to read on, and the tags.
     *
     * @param fullText where the whole text can be read, used when it does not fit
     */
    public String of(NotificationDraft n, Optional<URI> fullText) {
        String head = head(n);
        List<String> tail = new ArrayList<>();
        if (n.url() != null) {
            tail.add(n.url());
        }
        if (!n.tags().isEmpty()) {
            tail.add("#" + String.join(" #", n.tags()));
        }
        String whole = joined(head, n.text().strip(), tail);
        if (TextCut.length(whole) <= maxLength) {
            return whole;
        }
        fullText.ifPresent(link -> tail.add(0, link.toString()));
        return cut(head, n.text().strip(), tail);
    }

    private String cut(String head, String text, List<String> tail) {
        int length = TextCut.length(text);
        int around = TextCut.length(joined(head, wording.missing(length), tail)) + 1;
        if (around >= maxLength && !tail.isEmpty()) {
            // Links and tags that leave no room for the text itself are what the reader misses least.
            return cut(head, text, tail.subList(0, tail.size() - 1));
        }
        String beginning =
                TextCut.beginning(text, Math.max(0, maxLength - around)).stripTrailing();
        String shown = beginning + wording.missing(length - TextCut.length(beginning));
        return TextCut.beginning(joined(head, shown, tail), maxLength);
    }

    private static String head(NotificationDraft n) {
        String title = n.title();
        String sign = sign(n.priority());
        if (title == null || title.isBlank()) {
            return sign.strip();
        }
        return sign + TextCut.line(title, LONGEST_TITLE);
    }

    /** What tells the eye how urgent it is. */
    static String sign(Priority priority) {
        return switch (priority) {
            case CRITICAL -> "🔴 ";
            case HIGH -> "🟠 ";
            case DEFAULT, LOW -> "";
        };
    }

    private static String joined(String head, String text, List<String> tail) {
        List<String> lines = new ArrayList<>();
        if (!head.isEmpty()) {
            // A sign without a title belongs to the text's first line.
            boolean onlySign = head.codePointCount(0, head.length()) == 1 && !text.isEmpty();
            lines.add(onlySign ? head + " " + text : head);
            if (!text.isEmpty() && !onlySign) {
                lines.add(text);
            }
        } else {
            lines.add(text);
        }
        lines.addAll(tail);
        return String.join("\n", lines);
    }
}
