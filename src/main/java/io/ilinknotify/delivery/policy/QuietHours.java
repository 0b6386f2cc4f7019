package io.ilinknotify.delivery.policy;

import io.ilinknotify.notification.Priority;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** When the phone should stay silent, and for what. Pure. */
public final class QuietHours {
    private static final QuietHours NONE = new QuietHours(List.of());
    /** Spans that follow each other are one; more than these in a row are taken for endless. */
    private static final int MOST_IN_A_ROW = 32;

    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final List<QuietWindow> windows;

    private QuietHours(List<QuietWindow> windows) {
        this.windows = List.copyOf(windows);
    }

    /** Never silent. */
    public static QuietHours none() {
        return NONE;
    }

    /**
     * The hours of the settings.
     *
     * @param settings by name
     * @param standard the zone of those that name none
     */
    public static QuietHours of(Map<String, QuietConfig> settings, ZoneId standard) {
        List<QuietWindow> windows = new ArrayList<>();
        new TreeMap<>(settings).forEach((name, config) -> windows.add(QuietWindow.of(name, config, standard)));
        return new QuietHours(windows);
    }

    /**
     * How quiet hours of the settings stand, for people.
     *
     * @param days on which they begin
     * @param below what is below this priority waits
     * @param active whether it waits now
     * @param begins when they begin next
     * @param ends when they end next: before {@code begins} while they are active
     */
    public record Standing(
            String name,
            LocalTime from,
            LocalTime to,
            Set<DayOfWeek> days,
            ZoneId zone,
            Priority below,
            boolean active,
            Instant begins,
            Instant ends) {
        /** In the order of the week. */
        public Standing {
            days = Collections.unmodifiableSet(new TreeSet<>(days));
        }
    }

    /** All quiet hours of the settings, by name. */
    public List<Standing> standings(Instant now) {
        return windows.stream().map(window -> window.standing(now)).toList();
    }

    /** When the silence ends that holds this priority back now; empty when nothing does. */
    Optional<Instant> until(Priority priority, Instant now) {
        return edge(priority, now, QuietWindow.Span::end);
    }

    /** The same moment, or a minute before the silence into which it would fall. */
    Instant orBefore(Instant time) {
        return edge(Priority.DEFAULT, time, span -> span.start().minusMillis(1))
                .map(start -> start.plusMillis(1).minus(BEFORE))
                .orElse(time);
    }

    private Optional<Instant> edge(Priority priority, Instant time, Function<QuietWindow.Span, Instant> side) {
        Instant edge = time;
        for (int i = 0; i < MOST_IN_A_ROW; i++) {
            Instant reached = edge;
            Optional<Instant> further = windows.stream()
                    .filter(window -> !priority.atLeast(window.below()))
                    .flatMap(window -> window.around(reached))
                    .findFirst()
                    .map(side);
            if (further.isEmpty()) {
                break;
            }
            edge = further.get();
        }
        return edge.equals(time) ? Optional.empty() : Optional.of(edge);
    }
}
