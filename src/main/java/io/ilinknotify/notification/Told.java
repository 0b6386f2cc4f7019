package io.ilinknotify.notification;

import java.util.Locale;

/** How much of a notification stood in the message that carried it. */
public enum Told {
    /** The whole text. */
    WHOLE,
    /** One line: its title or its beginning. */
    LINE,
    /** Only as part of a number. */
    COUNTED;

    /** The name in the API and the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
