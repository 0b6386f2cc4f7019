package io.ilinknotify.delivery;

import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.window.WindowConfig;

import java.time.Duration;
import java.util.List;

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
            Gaps gaps,
            Duration repeatAfter,
            Duration rateLimitPause)
            implements DeliveryConfig {
        public static final Delivery IMMEDIATE = of(Strategy.IMMEDIATE);
        public static final Delivery THRIFTY = of(Strategy.THRIFTY);

        private static Delivery of(Strategy strategy) {
            return new Delivery(
                    strategy,
                    Duration.ofSeconds(2),
                    1800,
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
}
