package io.ilinknotify.account;

/** What stands between the account and the phone. Who knows the purse and the sender says so. */
@FunctionalInterface
public interface WayToPhone {
    /** How it stands now. Asked with every look at the page: cheap. */
    Standing now();

    /** How a message would fare that is sent now. */
    enum Standing {
        /** The person has never written to the bot; before that nothing can be sent. */
        NEVER_WRITTEN,
        /** The window is shut, or taken for shut: a message of the person opens it. */
        SHUT,
        /** The token was refused. */
        TOKEN_REFUSED,
        /** The server limits us, or takes messages and shows none. */
        HELD_BACK,
        /** Nothing stands in the way, as far as we know. */
        OPEN
    }
}
