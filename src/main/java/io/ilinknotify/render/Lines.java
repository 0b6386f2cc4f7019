package io.ilinknotify.render;

import io.ilinknotify.notification.ShortTime;

import java.time.Duration;
import java.time.Instant;

/** One line for what is not told whole, and what follows a title: when it came and how often. */
final class Lines {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_IN_LIST = 40;
    /** What came just now needs no time. */
    private static final Duration JUST_NOW = Duration.ofMinutes(2);

    private final Wording wording;
    private final ShortTime times;

    Lines(Wording wording, ShortTime times) {
        this.wording = wording;
        this.times = times;
    }

    String line(Group group, Instant now) {
        Item newest = group.newest();
        return "• " + Block.sign(newest) + TextCut.line(newest.name(), LONGEST_NAME) + suffix(group, now);
    }

    /** Whether the line leaves nothing out. */
    static boolean isWhole(Item item) {
        String title = item.title();
        boolean oneThing = title == null || title.isBlank() || item.text().isBlank();
        String name = item.name().strip();
        return oneThing
                && item.isComplete()
                && item.url() == null
                && item.tags().isEmpty()
                && TextCut.line(name, LONGEST_NAME).equals(name);
    }

    /** " (09:12)" for one that is not of just now, " (×17, 09:12–09:31)" for repeats. */
    String suffix(Group group, Instant now) {
        boolean recent = Duration.between(group.to(), now).compareTo(JUST_NOW) < 0;
        return group.size() == 1 && recent ? "" : times(group.size(), group.from(), group.to(), now);
    }

    /** What is over, for lists in one line. */
    String ended(Group group) {
        return TextCut.line(ended(group.newest()), LONGEST_IN_LIST);
    }

    /** What those that are over have in common. */
    String ended(Item item) {
        return wording.ended(item.name());
    }

    /** The same with its time, or how often from when to when. */
    String named(Group.Pasts group, Instant now) {
        PendingMention first = group.all().getFirst();
        PendingMention last = group.all().getLast();
        return TextCut.line(first.name(), LONGEST_IN_LIST) + times(group.size(), first.at(), last.at(), now);
    }

    private String times(int count, Instant first, Instant last, Instant now) {
        String from = times.of(first, now);
        String to = times.of(last, now);
        return " (" + (count == 1 ? to : wording.repeated(count, from, to)) + ")";
    }
}
