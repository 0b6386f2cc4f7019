package io.ilinknotify.notification;

import java.util.Locale;

/** The state of the alert behind a notification, as its monitoring system tells it. */
public enum Phase {
    /** Not an alert, or its source does not say. */
    NONE,
    FIRING,
    RESOLVED;

    /** A sign for the eye before what is urgent, or what is over; empty for the rest. */
    public String sign(Priority priority) {
        return this == RESOLVED ? "✅" : priority.atLeast(Priority.HIGH) ? priority.sign() : "";
    }

    /** The name in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
