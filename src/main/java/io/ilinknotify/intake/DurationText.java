package io.ilinknotify.intake;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them in requests: {@code 90s}, {@code 12h}, {@code 1h30m}, {@code 2d}, {@code PT90S}. */
public final class DurationText {
    private static final Pattern ONE_UNIT = Pattern.compile("([0-9]{1,9})(ms|d|)");

    private DurationText() {}

    /** The length that {@code text} names, a bare number being seconds; empty when it names none. */
    public static Optional<Duration> parse(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        Matcher m = ONE_UNIT.matcher(trimmed);
        if (m.matches()) {
            long number = Long.parseLong(m.group(1));
            return Optional.of(
                    switch (m.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofSeconds(number);
                    });
        }
        try {
            return Optional.of(Duration.parse(trimmed.startsWith("p") ? trimmed : "pt" + trimmed));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
