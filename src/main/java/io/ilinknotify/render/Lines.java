package io.ilinknotify.render;

import java.time.Duration;
import java.time.Instant;

/** One line for what is not told whole, and what follows a title: when it came and how often. */
final class Lines {
    private static final int LONGEST_NAME = 80;
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
        String to = times.of(group.to(), now);
        if (group.size() > 1) {
            return " (" + wording.repeated(group.size(), times.of(group.from(), now), to) + ")";
        }
        boolean recent = Duration.between(group.to(), now).compareTo(JUST_NOW) < 0;
        return recent ? "" : " (" + to + ")";
    }

    /** A name with its time, for lists in one line. */
    String named(Surroundings.Past past, Instant now) {
        return TextCut.line(past.name(), LONGEST_NAME / 2) + " (" + times.of(past.at(), now) + ")";
    }
}
