package io.ilinknotify.delivery;

import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.window.WindowConfig;

import java.time.Duration;
import java.util.List;

/** The settings with their defaults, as records that tests change one by one. */
final class TestSettings {
    private TestSettings() {}

    record Window(Duration length, Duration margin, int budget, WindowConfig.Reserve reserve, Duration reminder)
            implements WindowConfig {
        static final Window DEFAULTS =
                new Window(Duration.ofHours(24), Duration.ofMinutes(10), 10, new Reserved(4, 1), Duration.ofHours(2));

        Window withBudget(int sends) {
            return new Window(length, margin, sends, reserve, reminder);
        }

        Window withReminder(Duration before) {
            return new Window(length, margin, budget, reserve, before);
        }

        Window withReserve(int standard, int high) {
            return new Window(length, margin, budget, new Reserved(standard, high), reminder);
        }
    }

    record Reserved(int standard, int high) implements WindowConfig.Reserve {}

    record Delivery(
            Strategy strategy,
            Duration minInterval,
            int maxLength,
            Gaps gaps,
            Duration repeatAfter,
            Duration rateLimitPause)
            implements DeliveryConfig {
        static final Delivery IMMEDIATE = of(Strategy.IMMEDIATE);
        static final Delivery THRIFTY = of(Strategy.THRIFTY);

        private static Delivery of(Strategy strategy) {
            return new Delivery(
                    strategy,
                    Duration.ofSeconds(2),
                    1800,
                    new Growing(
                            seconds(30, 120, 300, 600, 1200, 2400),
                            seconds(10, 60, 120, 300, 600),
                            seconds(0, 60, 120, 300, 600)),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(30));
        }
    }

    record Growing(List<Duration> standard, List<Duration> high, List<Duration> critical)
            implements DeliveryConfig.Gaps {}

    record Box(Duration ttl, int maxPending, long maxBytes, Duration retention) implements OutboxConfig {
        static final Box DEFAULTS = new Box(Duration.ofHours(72), 10_000, 256L << 20, Duration.ofDays(7));
    }

    private static List<Duration> seconds(long... values) {
        return java.util.Arrays.stream(values).mapToObj(Duration::ofSeconds).toList();
    }
}
