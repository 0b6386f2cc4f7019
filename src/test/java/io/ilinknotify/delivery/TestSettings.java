package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.QuietConfig;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.render.Markdown;
import io.ilinknotify.window.WindowConfig;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings with their defaults, as records that tests change one by one. */
public final class TestSettings {
    private TestSettings() {}

    public record Window(Duration length, Duration margin, int budget, WindowConfig.Reserve reserve, Duration reminder)
            implements WindowConfig {
        public static final Window DEFAULTS =
                new Window(Duration.ofHours(24), Duration.ofMinutes(10), 10, new Reserved(4, 1), Duration.ofHours(2));

        Window withBudget(int sends) {
            return new Window(length, margin, sends, reserve, reminder);
        }

        Window withReminder(Duration before) {
            return new Window(length, margin, budget, reserve, before);
        }

        public Window withReserve(int standard, int high) {
            return new Window(length, margin, budget, new Reserved(standard, high), reminder);
        }
    }

    public record Reserved(int standard, int high) implements WindowConfig.Reserve {}

    public record Delivery(
            Strategy strategy,
            Duration minInterval,
            int maxLength,
            Markdown markdown,
            LongText longText,
            Gaps gaps,
            Duration repeatAfter,
            Duration rateLimitPause)
            implements DeliveryConfig {
        public static final Delivery IMMEDIATE = of(Strategy.IMMEDIATE);
        public static final Delivery THRIFTY = of(Strategy.THRIFTY);

        Delivery with(LongText what) {
            return new Delivery(strategy, minInterval, maxLength, markdown, what, gaps, repeatAfter, rateLimitPause);
        }

        private static Delivery of(Strategy strategy) {
            return new Delivery(
                    strategy,
                    Duration.ofSeconds(2),
                    1800,
                    Markdown.AUTO,
                    LongText.PARTS,
                    new Growing(seconds(30, 600, 1800, 3600), seconds(10, 120, 600, 1800), seconds(0, 20, 40, 60)),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(30));
        }
    }

    public record Growing(List<Duration> standard, List<Duration> high, List<Duration> critical)
            implements DeliveryConfig.Gaps {}

    public record Box(Duration ttl, int maxPending, long maxBytes, Duration retention) implements OutboxConfig {
        public static final Box DEFAULTS = new Box(Duration.ofHours(72), 10_000, 256L << 20, Duration.ofDays(7));
    }

    private static List<Duration> seconds(long... values) {
        return java.util.Arrays.stream(values).mapToObj(Duration::ofSeconds).toList();
    }

    /** Quiet hours on every day. */
    public static QuietConfig night(String from, String to, Priority below) {
        return new Night(LocalTime.parse(from), LocalTime.parse(to), Optional.empty(), Optional.empty(), below);
    }

    /** Quiet hours. */
    public record Night(
            LocalTime from, LocalTime to, Optional<Set<DayOfWeek>> days, Optional<ZoneId> timeZone, Priority below)
            implements QuietConfig {}
}
