package io.ilinknotify.bench.storm;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What became of an alert.
 *
 * @param told how much of it stands on the phone
 * @param at since when; {@code null} for {@link Told#NEVER}
 * @param lie whether the sender calls it sent, or told whole or as a line, and the phone does not show that
 */
record Fate(Told told, @Nullable Instant at, boolean lie) {
    static final Fate NEVER = new Fate(Told.NEVER, null, false);

    /** How much of an alert a person could read. */
    enum Told {
        WHOLE,
        LINE,
        /** As part of a number. */
        COUNTED,
        /** A newer state of the same thing was told in its place. */
        REPLACED,
        NEVER
    }
}
