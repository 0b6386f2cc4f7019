package io.ilinknotify.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Adds to a list the faults of the settings under one prefix, each with what would be right. */
record Findings(String prefix, List<String> wrong) {
    /** {@code fault} begins with the name of the setting. */
    Findings require(boolean fine, String fault) {
        if (!fine) {
            wrong.add(prefix + fault);
        }
        return this;
    }

    /** The same for a setting that may be absent. */
    <T> Findings require(Optional<T> value, Predicate<T> rule, String fault) {
        return require(value.isEmpty() || rule.test(value.get()), fault);
    }

    /** Both ends belong to the range. */
    Findings between(String name, int value, int least, int most) {
        return require(
                value >= least && value <= most, name + ": " + value + " is not between " + least + " and " + most);
    }

    Findings between(String name, Duration value, Duration least, Duration most) {
        boolean within = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        return require(within, name + ": " + text(value) + " is not between " + text(least) + " and " + text(most));
    }

    /** A duration as it is written in the settings. */
    static String text(Duration value) {
        return value.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
