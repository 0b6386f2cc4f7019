package io.ilinknotify.status;

import java.time.Instant;

/** The one thing that the page says first: what a person should do, or that there is nothing to do. */
enum Headline {
    /** Nobody is signed in. */
    SIGN_IN,
    /** The token is dead. */
    SIGN_IN_AGAIN,
    /** The person has never written. */
    WRITE_ONCE,
    /** The window is shut, and something waits. */
    WRITE_TO_RELEASE,
    /** The window is shut, and nothing waits. */
    WRITE_TO_OPEN,
    /** The server takes messages and shows none. */
    RESTRICTED,
    /** The token was refused once, and is being looked at. */
    CHECKING_TOKEN,
    /** The server limits us; it passes by itself. */
    PAUSED,
    /** Nothing to do. */
    FINE;

    static Headline of(StatusSnapshot s) {
        return switch (s.accountState()) {
            case NONE -> SIGN_IN;
            case SIGNED_OUT -> SIGN_IN_AGAIN;
            case REFUSED -> CHECKING_TOKEN;
            case SIGNED_IN -> whenSignedIn(s);
        };
    }

    private static Headline whenSignedIn(StatusSnapshot s) {
        if (s.window().openedAt() == null) {
            return WRITE_ONCE;
        }
        if (!s.window().open()) {
            return s.queue().held() + s.queue().queued() > 0 ? WRITE_TO_RELEASE : WRITE_TO_OPEN;
        }
        if (s.pauses().restricted()) {
            return RESTRICTED;
        }
        Instant until = s.pausedUntil();
        return until != null && s.now().isBefore(until) ? PAUSED : FINE;
    }

    /** Whether a person has to do something. */
    public boolean isTrouble() {
        return this == SIGN_IN || this == SIGN_IN_AGAIN || this == RESTRICTED || this == WRITE_TO_RELEASE;
    }

    /** Whether all is well. */
    public boolean isFine() {
        return this == FINE;
    }

    /** Whether the sign-in page is where to go on. */
    public boolean leadsToLogin() {
        return this == SIGN_IN || this == SIGN_IN_AGAIN;
    }
}
