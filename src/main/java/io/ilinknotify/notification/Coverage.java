package io.ilinknotify.notification;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** How much of a notification stood in the message that carried it. */
public enum Coverage {
    /** The whole text. */
    WHOLE,
    /** One line: its title or its beginning. */
    LINE,
    /** Only as part of a number. */
    COUNTED;

    /** Narrows it to the part known to have been told: nobody knows it of a message that was not confirmed. */
    public static @Nullable Coverage known(State state, @Nullable Coverage told) {
        return state == State.UNCONFIRMED || state == State.UNKNOWN ? null : told;
    }

    /** The name in the API and the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
