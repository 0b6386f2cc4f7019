package io.ilinknotify.render;

import io.ilinknotify.notification.ShortTime;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a message says beside its notifications: the reminder above; counts, the honesty line and the footer below. */
final class HeaderFooter {
    private static final int FEW_LEFT = 4;
    private static final Duration OLD_WINDOW = Duration.ofHours(11);
    private static final int NAMED = 5;

    private final Wording wording;
    private final Lines lines;
    private final ShortTime times;
    private final int maxLength;

    HeaderFooter(Wording wording, Lines lines, ShortTime times, int maxLength) {
        this.wording = wording;
        this.lines = lines;
        this.times = times;
        this.maxLength = maxLength;
    }

    /**
     * What the notifications themselves leave to be counted.
     *
     * @param resolved alerts that ended, told only as a count
     * @param more told only as a count because nothing else has room
     * @param held others that still wait after this message
     * @param quiet whether all of those wait for quiet hours to end
     */
    record Counts(List<Item> resolved, int more, int held, boolean quiet) {
        static Counts held(int held, boolean quiet) {
            return new Counts(List.of(), 0, held, quiet);
        }
    }

    /**
     * Lines, and the earlier ones of which they tell.
     *
     * @param lines what is shown
     * @param mentioned whose uncertain end is told with them
     */
    record Below(List<String> lines, List<Long> mentioned) {
        int length() {
            return Text.length(String.join("\n", lines));
        }
    }

    List<String> above(MessageContext s, int held) {
        return s.reminder() && s.closesAt() != null
                ? List.of(wording.reminder(times.of(s.closesAt(), s.now()), s.leftAfter(), held))
                : List.of();
    }

    /**
     * What follows the notifications. It leaves them half of the message: with little room fewer are named; and what may
     * not have arrived, or has expired, waits for the next message when not even its count has room.
     */
    Below below(MessageContext s, Counts counts) {
        return below(s, counts, maxLength / 2 - Text.length(String.join("\n", above(s, counts.held()))));
    }

    /** The same with at most {@code room} code points, as far as it can wait. */
    Below below(MessageContext s, Counts counts, int room) {
        for (int named = s.named() ? NAMED : 0; named > 0; named--) {
            Below below = below(s, counts, named, s.doubtful(), s.expired());
            if (below.length() <= room) {
                return below;
            }
        }
        return Stream.of(
                        below(s, counts, 0, s.doubtful(), s.expired()),
                        below(s, counts, 0, s.doubtful(), List.of()),
                        below(s, counts, 0, List.of(), s.expired()))
                .filter(below -> below.length() <= room)
                .findFirst()
                .orElseGet(() -> below(s, counts, 0, List.of(), List.of()));
    }

    private Below below(
            MessageContext s, Counts counts, int named, List<PendingMention> doubtful, List<PendingMention> expired) {
        List<String> below = new ArrayList<>();
        if (!counts.resolved().isEmpty()) {
            List<Group> groups = Group.by(lines::ended, counts.resolved());
            below.add(wording.resolved(counts.resolved().size(), names(groups, lines::ended, named, groups.size())));
        }
        if (counts.more() > 0) {
            below.add(wording.more(counts.more()));
        }
        if (!expired.isEmpty()) {
            List<Group.Pasts> groups = Group.Pasts.by(expired);
            int all = groups.size()
                    + (int) expired.stream().filter(past -> past.count() > 1).count();
            below.add(wording.expired(count(expired), names(groups, group -> lines.named(group, s.now()), named, all)));
        }
        if (!doubtful.isEmpty()) {
            List<Group.Pasts> groups =
                    Group.Pasts.by(doubtful).stream().limit(named).toList();
            int told = groups.stream().mapToInt(Group.Pasts::size).sum();
            List<String> names =
                    groups.stream().map(group -> lines.named(group, s.now())).toList();
            below.add(wording.doubtful(count(doubtful), names, count(doubtful) - told));
        }
        String footer = footer(s, counts);
        if (footer != null) {
            below.add(footer);
        }
        return new Below(
                below,
                Stream.concat(expired.stream(), doubtful.stream())
                        .map(PendingMention::seq)
                        .toList());
    }

    private static int count(List<PendingMention> pasts) {
        return pasts.stream().mapToInt(PendingMention::count).sum();
    }

    /** Some names, and a sign for the others. */
    private static <T> List<String> names(List<T> groups, Function<T, String> name, int named, int of) {
        Stream<String> names = groups.stream().limit(named).map(name);
        boolean all = of <= Math.min(named, groups.size()) || named == 0;
        return (all ? names : Stream.concat(names, Stream.of("…"))).toList();
    }

    private @Nullable String footer(MessageContext s, Counts counts) {
        if (s.closesAt() == null || s.reminder()) {
            return null; // the reminder says all of it
        }
        boolean old = Duration.between(s.openedAt(), s.now()).compareTo(OLD_WINDOW) > 0;
        boolean refill = s.leftAfter() <= FEW_LEFT || old;
        if (!refill && counts.held() == 0) {
            return null;
        }
        // A reply does not end quiet hours, so what they hold is no reason to ask for one.
        boolean invites = refill || !counts.quiet();
        String until = times.of(s.closesAt(), s.now());
        return wording.footer(s.leftAfter(), until, counts.held(), counts.quiet(), invites);
    }
}
