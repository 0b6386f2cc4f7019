package io.ilinknotify.account;

/** How a message to the phone would fare now, as far as we know: the headline of the pages. */
public enum Reachability {
    /** Nobody is signed in. */
    SIGN_IN,
    /** The token is dead. */
    SIGN_IN_AGAIN,
    /** Polls are refused: only what is urgent is sent. */
    POLLS_REFUSED,
    /** A send was refused: the next try is near. */
    SENDS_REFUSED,
    /** The person has never written. */
    WRITE_ONCE,
    /** The window is shut, and something waits. */
    WRITE_TO_RELEASE,
    /** The window is shut, and nothing waits. */
    WRITE_TO_OPEN,
    /** The server refused although sends should be left, and the window is taken for shut. */
    WRITE_AFTER_REFUSAL,
    /** The server takes messages and shows none. */
    RESTRICTED,
    /** The server limits us; it passes by itself. */
    PAUSED,
    /** Nothing stands in the way. */
    FINE
}
