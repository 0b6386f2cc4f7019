package io.ilinknotify.window;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rules of a window, without its storage (protocol page, "The limits that make or break a notifier"). */
public final class WindowRules {
    /** A {@code create_time_ms} further back than this is not believed. */
    private static final Duration OLDEST_PLAUSIBLE = Duration.ofDays(30);

    /** A refusal after fewer sends than this teaches nothing about the budget. */
    static final int LEAST_LEARNED = 5;

    private WindowRules() {}

    /** When a message was written: what the server says if it is plausible, and never later than its receipt. */
    static Instant writtenAt(Optional<Instant> createdAt, Instant receivedAt) {
        return createdAt
                .filter(created -> !created.isAfter(receivedAt))
                .filter(created -> created.isAfter(receivedAt.minus(OLDEST_PLAUSIBLE)))
                .orElse(receivedAt);
    }

    /** How a purse stands. */
    static WindowView view(@Nullable PurseEntry purse, int budget, WindowConfig config, Instant now) {
        if (purse == null) {
            return WindowView.never(budget);
        }
        Instant closesAt = purse.writtenAt().plus(config.length()).minus(config.margin());
        int left = Math.max(0, budget - purse.used());
        boolean young = now.isBefore(closesAt) && !purse.shut();
        boolean open = young && left > 0;
        return new WindowView(open, purse.used(), young ? left : 0, budget, purse.writtenAt(), young ? closesAt : null);
    }
}
