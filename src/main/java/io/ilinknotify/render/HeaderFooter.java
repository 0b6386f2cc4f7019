package io.ilinknotify.render;

import io.ilinknotify.notification.Text;
import io.ilinknotify.render.MessageContext.PendingMention;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes what a message says beside its notifications: the reminder above; counts, the honesty line and the footer below.
 */
record HeaderFooter(EntryText entries) {
    private static final int FEW_LEFT = 4;
    private static final Duration OLD_WINDOW = Duration.ofHours(11);
    private static final int NAMED = 5;

    /**
     * The notifications that are only counted.
     *
     * @param resolved alerts that ended, told only as a count
     * @param more told only as a count because nothing else has room
     * @param held others that still wait after this message
     * @param quiet whether all of those wait for quiet hours to end
     * @param files that only a reply lets go
     */
    record Counts(List<Item> resolved, int more, int held, boolean quiet, int files) {}

    /**
     * The text, and the earlier notifications whose uncertain end is told with it.
     */
    record Below(List<String> lines, List<Long> mentioned) {
        int length() {
            return Text.length(String.join("\n", lines));
        }
    }

    String above(MessageContext s, Counts counts) {
        return s.reminder() && s.closesAt() != null
                ? entries.wording().reminder(entries.times().of(s.closesAt(), s.now()), s.leftAfter(), counts)
                : "";
    }

    /**
     * With little {@code room} fewer are named; and what may not have arrived, or has expired, waits for the next message
     * when not even its count has room.
     */
    Below below(MessageContext s, Counts counts, int room) {
        for (int named = s.named() ? NAMED : 0; named >= 0; named--) {
            Below below = below(s, counts, named, s.mentions());
            if (below.length() <= room) {
                return below;
            }
        }
        return Stream.of(false, true)
                .map(expired -> below(s, counts, 0, only(s.mentions(), expired)))
                .filter(below -> below.length() <= room)
                .findFirst()
                .orElseGet(() -> below(s, counts, 0, List.of()));
    }

    private static List<PendingMention> only(List<PendingMention> mentions, boolean expired) {
        return mentions.stream().filter(mention -> mention.expired() == expired).toList();
    }

    private Below below(MessageContext s, Counts counts, int named, List<PendingMention> mentions) {
        List<PendingMention> doubtful = only(mentions, false);
        List<PendingMention> expired = only(mentions, true);
        List<String> below = new ArrayList<>();
        if (!counts.resolved().isEmpty()) {
            List<Group> groups = Group.by(item -> Wording.ended(item.name()), counts.resolved());
            below.add(entries.wording()
                    .resolved(counts.resolved().size(), names(groups, EntryText::ended, named, false)));
        }
        if (counts.more() > 0) {
            below.add(entries.wording().more(counts.more()));
        }
        Function<List<PendingMention>, String> name = alike -> entries.named(alike, s.now());
        if (!expired.isEmpty()) {
            boolean nameless = expired.stream().anyMatch(mention -> mention.count() > 1);
            below.add(entries.wording().expired(count(expired), names(alike(expired), name, named, nameless)));
        }
        List<List<PendingMention>> told = alike(doubtful).stream().limit(named).toList();
        if (!doubtful.isEmpty()) {
            int more = count(doubtful) - told.stream().mapToInt(List::size).sum();
            below.add(entries.wording().doubtful(told.stream().map(name).toList(), more));
        }
        String footer = footer(s, counts);
        if (footer != null) {
            below.add(footer);
        }
        // A mention that was only counted, and could have had its name, stays for the next message.
        Stream<PendingMention> said = named == 0
                ? doubtful.stream()
                : Stream.concat(
                        doubtful.stream().filter(mention -> mention.count() > 1),
                        told.stream().flatMap(List::stream));
        return new Below(
                below,
                Stream.concat(expired.stream(), said).map(PendingMention::seq).toList());
    }

    private static int count(List<PendingMention> mentions) {
        return mentions.stream().mapToInt(PendingMention::count).sum();
    }

    /** Those of one name together. Those that are only a count have none. */
    private static List<List<PendingMention>> alike(List<PendingMention> mentions) {
        return Group.together(
                PendingMention::name,
                mentions.stream().filter(mention -> mention.count() == 1).toList());
    }

    /** Some names, and a sign for the others. */
    private static <T> List<String> names(List<T> groups, Function<T, String> name, int named, boolean others) {
        Stream<String> names = groups.stream().limit(named).map(name);
        boolean all = named == 0 || (!others && groups.size() <= named);
        return (all ? names : Stream.concat(names, Stream.of("…"))).toList();
    }

    private @Nullable String footer(MessageContext s, Counts counts) {
        if (s.closesAt() == null || s.reminder()) {
            return null; // the reminder says all of it
        }
        boolean old = Duration.between(s.openedAt(), s.now()).compareTo(OLD_WINDOW) > 0;
        boolean refill = s.leftAfter() <= FEW_LEFT || old;
        if (!refill && counts.held() == 0 && counts.files() == 0) {
            return null;
        }
        // A reply does not end quiet hours, so what they hold is no reason to ask for one.
        boolean invites = refill || !counts.quiet() || counts.files() > 0;
        String until = entries.times().of(s.closesAt(), s.now());
        return entries.wording().footer(s.leftAfter(), until, counts, invites);
    }
}
