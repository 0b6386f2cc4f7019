package io.ilinknotify.notification;

import java.util.Locale;
import java.util.Optional;

/**
 * How much of the purse a notification may spend, from what only rides along to what must not wait.
 * The order of the constants is the order of urgency.
 */
public enum Priority {
    /** Never sends by itself under the strategy {@code thrifty}; 1 and 2 in the numbers of other notifiers. */
    LOW,
    /** 3. */
    DEFAULT,
    /** 4. Does not expire while it is held. */
    HIGH,
    /** 5. Does not expire while it is held, and may spend the last send. */
    CRITICAL;

    /** The name in the API, the settings, the metrics and the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a priority as people and other notifiers write it: our names and numbers, and those of ntfy; empty for another word. */
    public static Optional<Priority> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "low", "min", "1", "2" -> Optional.of(LOW);
            case "default", "normal", "3" -> Optional.of(DEFAULT);
            case "high", "4" -> Optional.of(HIGH);
            case "critical", "max", "urgent", "5" -> Optional.of(CRITICAL);
            default -> Optional.empty();
        };
    }

    public String sign() {
        return switch (this) {
            case CRITICAL -> "🔴";
            case HIGH -> "🟠";
            case DEFAULT -> "🟡";
            case LOW -> "🔵";
        };
    }

    public boolean atLeast(Priority other) {
        return compareTo(other) >= 0;
    }
}
