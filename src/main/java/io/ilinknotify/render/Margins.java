package io.ilinknotify.render;

import io.ilinknotify.render.Surroundings.Past;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a message says beside its notifications: the reminder above, the honesty line and the footer below. */
final class Margins {
    private static final int FEW_LEFT = 4;
    private static final Duration OLD_WINDOW = Duration.ofHours(11);
    private static final int NAMED = 5;

    private final Wording wording;
    private final Lines lines;
    private final ShortTime times;

    Margins(Wording wording, Lines lines, ShortTime times) {
        this.wording = wording;
        this.lines = lines;
        this.times = times;
    }

    List<String> above(Surroundings s) {
        return s.reminder() && s.closesAt() != null
                ? List.of(wording.reminder(times.of(s.closesAt(), s.now())))
                : List.of();
    }

    /** What follows the notifications when {@code held} others still wait. */
    List<String> below(Surroundings s, int held) {
        List<String> below = new ArrayList<>();
        if (!s.expired().isEmpty()) {
            below.add(wording.expired(s.expired().size(), names(s, s.expired())));
        }
        if (!s.doubtful().isEmpty()) {
            List<String> names = names(s, s.doubtful());
            below.add(wording.doubtful(names, s.doubtful().size() - names.size()));
        }
        String footer = footer(s, held);
        if (footer != null) {
            below.add(footer);
        }
        return below;
    }

    /** Everything that these lines tell of. */
    static List<Long> mentioned(Surroundings s) {
        List<Long> seqs = new ArrayList<>();
        s.expired().forEach(past -> seqs.add(past.seq()));
        s.doubtful().forEach(past -> seqs.add(past.seq()));
        return seqs;
    }

    private List<String> names(Surroundings s, List<Past> pasts) {
        return pasts.stream()
                .limit(NAMED)
                .map(past -> lines.named(past, s.now()))
                .toList();
    }

    private @Nullable String footer(Surroundings s, int held) {
        if (s.closesAt() == null) {
            return null;
        }
        String until = times.of(s.closesAt(), s.now());
        if (held > 0) {
            return wording.footer(s.leftAfter(), until, held);
        }
        boolean old = Duration.between(s.openedAt(), s.now()).compareTo(OLD_WINDOW) > 0;
        return s.leftAfter() <= FEW_LEFT || old || s.reminder() ? wording.footer(s.leftAfter(), until) : null;
    }
}
