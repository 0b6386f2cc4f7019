package io.ilinknotify.notification;

import java.util.Locale;

/** Where a notification is in its life. Nothing but {@link #SENT} means that the server took it with an id. */
public enum State {
    /** Stored, and goes out by itself at a known time. */
    QUEUED,
    /** Stored, and cannot go out before something changes; the {@link Reason} says what. */
    HELD,
    /** A message that carries it is on its way, or its answer was lost and it may be repeated once. */
    SENDING,
    /** The server gave a {@code message_id}. */
    SENT,
    /** The server took it without a {@code message_id}: often never shown. */
    UNCONFIRMED,
    /** The answer was lost: nobody knows whether it arrived. */
    UNKNOWN,
    /** An operator gave it up after the server had refused it. */
    FAILED,
    /** Its time to live ended before it could go out. */
    EXPIRED,
    /** A newer notification of its thread took its place while it waited. */
    SUPERSEDED,
    /** Withdrawn before it went out. */
    CANCELLED;

    /** The name in the API, the metrics and the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether nothing more happens to it by itself. */
    public boolean isFinal() {
        return switch (this) {
            case QUEUED, HELD, SENDING -> false;
            case SENT, UNCONFIRMED, UNKNOWN, FAILED, EXPIRED, SUPERSEDED, CANCELLED -> true;
        };
    }

    /** Tells whether it waits and may still be replaced, withdrawn or expire. */
    public boolean isWaiting() {
        return this == QUEUED || this == HELD;
    }
}
