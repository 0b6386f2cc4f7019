package io.ilinknotify.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with the settings under one prefix, each with what would be right. */
final class Findings {
    private final String prefix;
    private final List<String> wrong = new ArrayList<>();

    Findings(String prefix) {
        this.prefix = prefix;
    }

    /** Both ends belong to the range. */
    Findings between(String name, int value, int least, int most) {
        return require(value >= least && value <= most, name, value + " is not between " + least + " and " + most);
    }

    /** Both ends belong to the range. */
    Findings between(String name, Duration value, Duration least, Duration most) {
        boolean within = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        return require(within, name, text(value) + " is not between " + text(least) + " and " + text(most));
    }

    /** {@code otherwise} goes on after the name of the setting, and says what would be right. */
    Findings require(boolean fine, String name, String otherwise) {
        if (!fine) {
            wrong.add(prefix + name + ": " + otherwise);
        }
        return this;
    }

    List<String> list() {
        return List.copyOf(wrong);
    }

    /** A duration as it is written in the settings. */
    static String text(Duration value) {
        if (value.isZero()) {
            return "0s";
        }
        if (value.getNano() != 0) {
            return value.toMillis() + "ms";
        }
        long seconds = value.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 86_400) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
