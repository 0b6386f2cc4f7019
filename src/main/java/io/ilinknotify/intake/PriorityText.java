package io.ilinknotify.intake;

import io.ilinknotify.notification.Priority;

import java.util.Locale;
import java.util.Optional;

/** Priorities as foreign clients write them. */
public final class PriorityText {
    private PriorityText() {}

    /** Our names and numbers, and those of ntfy; empty for anything else. */
    public static Optional<Priority> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "low", "min", "1", "2" -> Optional.of(Priority.LOW);
            case "default", "normal", "3" -> Optional.of(Priority.DEFAULT);
            case "high", "4" -> Optional.of(Priority.HIGH);
            case "critical", "max", "urgent", "5" -> Optional.of(Priority.CRITICAL);
            default -> Optional.empty();
        };
    }
}
