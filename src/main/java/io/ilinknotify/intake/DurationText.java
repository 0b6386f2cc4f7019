package io.ilinknotify.intake;

import io.quarkus.runtime.configuration.DurationConverter;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads lengths of time in requests as the settings have them: {@code 90s}, {@code 12h}, {@code 1h30m}, {@code 2d}, {@code PT90S}. */
public final class DurationText {
    private DurationText() {}

    /** The length that {@code text} names, a bare number being seconds; empty when it names none. */
    public static Optional<Duration> parse(String text) {
        try {
            return Optional.ofNullable(
                    DurationConverter.parseDuration(text.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
