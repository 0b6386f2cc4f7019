package io.ilinknotify.notification;

import java.util.Locale;

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

    /** Whether this one is at least as urgent as {@code other}. */
    public boolean atLeast(Priority other) {
        return compareTo(other) >= 0;
    }
}
