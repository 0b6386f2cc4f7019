package io.ilinknotify.notification;

import java.util.Locale;

/** Why a notification that is open has not gone out. */
public enum Reason {
    /** No message of the person is young enough, or the server shut the window. */
    WINDOW_SHUT,
    /** Every send of this window is used. */
    PURSE_SPENT,
    /** The last sends are kept for what is more urgent. */
    RESERVE,
    /** It waits for the gap after the send before it. */
    PACE,
    /** Quiet hours. */
    QUIET,
    /** The server said that we send too fast; the whole sender pauses. */
    RATE_LIMITED,
    /** The bot token is stale, or nobody has signed in. */
    SIGNED_OUT,
    /** The server takes messages without showing them ("protective measures"). */
    RESTRICTED,
    /** The server refused this very message. */
    REJECTED,
    /** The server was surely not reached; it is tried again. */
    NOT_REACHED,
    /** Meant for the person who was signed in before; the operator decides. */
    OTHER_PERSON,
    /** Of an attachment: the account cannot upload files for now. */
    CANNOT_UPLOAD;

    /** The name in the API and the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Tells whether it belongs to one notification for good, and not to all of a priority for the moment. */
    public boolean isOwn() {
        return this == REJECTED || this == OTHER_PERSON;
    }
}
