package io.ilinknotify.status;

import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxHistory;
import io.ilinknotify.window.PurseEntry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The last 24 hours as a picture: a column for each hour in which notifications came in, by what became of them; the
 * person's messages; and the times in which nothing could be sent.
 *
 * @param most the highest column
 * @param replies where the person wrote
 */
record DayChart(List<Column> columns, List<WindowBar.Span> shut, List<Integer> replies, int most) {
    static final int HOURS = 24;
    static final int WIDTH = 960;
    static final int HEIGHT = 100;
    private static final int STEP = WIDTH / HOURS;

    /**
     * One hour.
     *
     * @param begins for the label
     * @param total how many came in
     * @param parts from below
     */
    record Column(int x, int width, Instant begins, int total, List<Part> parts) {}

    /** Those of an hour that fared alike; {@code fate} is a class of the style sheet and a word of the page. */
    record Part(Fate fate, int number, int y, int height) {}

    /** What became of a notification, as far as a picture tells it. */
    enum Fate {
        SENT,
        WAITS,
        /** Replaced by a newer one, or withdrawn. */
        REPLACED,
        /** It may not have arrived, or surely did not. */
        LOST;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Fate of(State state) {
            return switch (state) {
                case SENT -> SENT;
                case QUEUED, HELD, SENDING -> WAITS;
                case SUPERSEDED, CANCELLED -> REPLACED;
                case UNCONFIRMED, UNKNOWN, FAILED, EXPIRED -> LOST;
            };
        }
    }

    /**
     * @param from when the day begins
     * @param purses of what the person wrote in it and shortly before
     * @param window how long a message opens it
     */
    static DayChart of(Instant from, List<OutboxHistory.Count> counts, List<PurseEntry> purses, Duration window) {
        List<Map<Fate, Integer>> hours = new ArrayList<>();
        for (int i = 0; i < HOURS; i++) {
            hours.add(new EnumMap<>(Fate.class));
        }
        for (OutboxHistory.Count count : counts) {
            hours.get(Math.clamp(count.hour(), 0, HOURS - 1))
                    .merge(Fate.of(count.state()), count.number(), Integer::sum);
        }
        int most = hours.stream().mapToInt(DayChart::total).max().orElse(0);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < HOURS; i++) {
            Instant begins = from.plus(Duration.ofHours(i));
            columns.add(new Column(i * STEP + 3, STEP - 6, begins, total(hours.get(i)), parts(hours.get(i), most)));
        }
        return new DayChart(columns, shut(from, purses, window), replies(from, purses), most);
    }

    /** For the legend. */
    public List<Fate> fates() {
        return List.of(Fate.values());
    }

    private static int total(Map<Fate, Integer> hour) {
        return hour.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<Part> parts(Map<Fate, Integer> hour, int most) {
        List<Part> parts = new ArrayList<>();
        int y = HEIGHT;
        for (Map.Entry<Fate, Integer> part : hour.entrySet()) {
            // Never too low to be seen.
            int height = Math.max(2, part.getValue() * HEIGHT / most);
            y -= height;
            parts.add(new Part(part.getKey(), part.getValue(), y, height));
        }
        return parts;
    }

    private static List<WindowBar.Span> shut(Instant from, List<PurseEntry> purses, Duration window) {
        List<WindowBar.Span> shut = new ArrayList<>();
        int open = 0;
        for (PurseEntry purse : purses) {
            int begins = x(from, purse.writtenAt());
            if (begins > open) {
                shut.add(new WindowBar.Span(open, begins - open));
            }
            open = Math.max(open, x(from, purse.writtenAt().plus(window)));
        }
        if (open < WIDTH) {
            shut.add(new WindowBar.Span(open, WIDTH - open));
        }
        return shut;
    }

    private static List<Integer> replies(Instant from, List<PurseEntry> purses) {
        return purses.stream()
                .filter(purse -> purse.writtenAt().isAfter(from))
                .map(purse -> x(from, purse.writtenAt()))
                .toList();
    }

    private static int x(Instant from, Instant time) {
        return WindowBar.place(time, from, from.plus(Duration.ofHours(HOURS)), WIDTH);
    }
}
