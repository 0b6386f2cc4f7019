package io.ilinknotify.render;

import io.ilinknotify.notification.ShortTime;
import io.ilinknotify.notification.Text;
import io.ilinknotify.render.MessageContext.PendingMention;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes an entry of a message, one notification with its repeats: whole, as much of it as fits, or in one line. */
record EntryText(Wording wording, ShortTime times) {
    static final int LONGEST_TITLE = 200;
    private static final int LONGEST_LINE = 80;
    private static final int LONGEST_IN_LIST = 40;
    /** A notification of this moment needs no time. */
    private static final Duration JUST_NOW = Duration.ofMinutes(2);

    /** Title with a sign of urgency, text, where to read on, tags. */
    String whole(Group group, Instant now) {
        Item item = group.newest();
        return joined(
                item,
                LONGEST_TITLE,
                suffix(group, now),
                Fence.closed(item.text().strip()),
                item.tail());
    }

    /** As much of it as {@code most} code points hold, and how much is missing. */
    String cut(Group group, Instant now, Optional<URI> link, int most) {
        Item item = group.newest();
        String suffix = suffix(group, now);
        int title = Math.min(LONGEST_TITLE, most / 3);
        String missing = wording.missing(item.length());
        List<String> own = item.url() == null ? List.of() : List.of(item.url());
        List<String> tail = Stream.of(
                        item.tail(), own, own.stream().map(Links::host).toList(), List.<String>of())
                .map(lines -> Stream.concat(link.stream().map(URI::toString), lines.stream())
                        .distinct() // the note of its files may be the link
                        .toList())
                // Tags and links that leave no room for the text itself are missed least.
                .filter(lines -> Text.length(joined(item, title, suffix, missing, lines)) < most)
                .findFirst()
                .orElse(List.of());
        String after = Text.length(joined(item, title, suffix, missing, tail)) <= most ? suffix : "";
        int room = most - Text.length(joined(item, title, after, missing, tail)) - 1;
        return joined(item, title, after, beginning(item, room), tail);
    }

    private String beginning(Item item, int room) {
        String text = item.isComplete()
                ? item.text().strip()
                : TextCut.known(item.text().strip());
        String words = Text.length(text) <= room ? text : TextCut.condensed(text, Math.max(0, room));
        TextCut.Piece piece = TextCut.beginning(words, Math.max(0, room));
        int whole = item.isComplete() ? Text.length(text) : item.length();
        int missing = whole - Text.length(words.substring(0, piece.taken()));
        return missing == 0 ? piece.shown() : piece.endingWith(wording.missing(missing));
    }

    /** The suffix follows the title, or the text without one. */
    private static String joined(Item item, int longestTitle, String suffix, String text, List<String> tail) {
        List<String> lines = new ArrayList<>();
        String sign = item.sign();
        if (item.isTitled()) {
            lines.add(sign + TextCut.line(item.name(), longestTitle) + suffix);
            if (!text.isEmpty()) {
                lines.add(text);
            }
        } else {
            // What opens or closes a block of code stands alone on its line.
            String before = !sign.isEmpty() && Fence.begins(text) ? sign.strip() + "\n" : sign;
            String after = !suffix.isEmpty() && Fence.ends(text) ? "\n" + suffix.strip() : suffix;
            lines.add(before + text + after);
        }
        lines.addAll(tail);
        return String.join("\n", lines);
    }

    static boolean hasWholeTitle(Item item) {
        return !item.isTitled() || Text.length(item.name()) <= LONGEST_TITLE;
    }

    /** "• HostDown ×12: web-1…12 (09:12–09:31)". */
    String line(Group group, Names names, Instant now) {
        Item newest = group.newest();
        String title = "• " + newest.sign() + TextCut.line(newest.name(), LONGEST_LINE);
        return names.text().isEmpty()
                ? title + suffix(group, now)
                : title + " ×" + group.size() + ": " + names.text() + " (" + span(group.from(), group.to(), now) + ")";
    }

    /** Tells whether a line leaves nothing of it out. */
    static boolean isLine(Item item) {
        String name = item.name().strip();
        return (!item.isTitled() || item.text().isBlank())
                && item.isComplete()
                && item.tail().isEmpty()
                && TextCut.line(name, LONGEST_LINE).equals(name);
    }

    /** " (09:12)" for one that is not of just now, " (×17, 09:12–09:31)" for repeats. */
    private String suffix(Group group, Instant now) {
        boolean recent = Duration.between(group.to(), now).compareTo(JUST_NOW) < 0;
        return group.size() == 1 && recent ? "" : times(group.size(), group.from(), group.to(), now);
    }

    /** An alert that is over, for lists in one line. */
    static String ended(Group group) {
        return TextCut.line(Wording.ended(group.newest().name()), LONGEST_IN_LIST);
    }

    /** Earlier ones of one name with their time, or how often from when to when; for lists in one line. */
    String named(List<PendingMention> alike, Instant now) {
        PendingMention first = alike.getFirst();
        String name = TextCut.line(first.name(), LONGEST_IN_LIST);
        return name + times(alike.size(), first.at(), alike.getLast().at(), now);
    }

    private String times(int count, Instant first, Instant last, Instant now) {
        return " (" + (count == 1 ? times.of(last, now) : "×" + count + ", " + span(first, last, now)) + ")";
    }

    private String span(Instant first, Instant last, Instant now) {
        String from = times.of(first, now);
        String to = times.of(last, now);
        return from.equals(to) ? from : from + "–" + to;
    }
}
