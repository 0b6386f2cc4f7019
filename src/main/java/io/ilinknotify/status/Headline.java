package io.ilinknotify.status;

import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.window.WindowView;

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
    /** The server refused although sends should be left, and the window is taken for shut. */
    WRITE_AFTER_REFUSAL,
    /** The server takes messages and shows none. */
    RESTRICTED,
    /** The token was refused once, and is being looked at. */
    CHECKING_TOKEN,
    /** The server limits us; it passes by itself. */
    PAUSED,
    /** Nothing to do. */
    FINE;

    static Headline of(StatusSnapshot s) {
        boolean waits = s.queue().held() + s.queue().queued() > 0;
        return of(s.accountState(), s.window(), s.pauses(), waits, s.now());
    }

    /** The same of the few things that it takes to know it. */
    static Headline of(AccountState account, WindowView window, Delivery.Pauses pauses, boolean waits, Instant now) {
        return switch (account) {
            case NONE -> SIGN_IN;
            case SIGNED_OUT -> SIGN_IN_AGAIN;
            case REFUSED -> CHECKING_TOKEN;
            case SIGNED_IN -> whenSignedIn(window, pauses, waits, now);
        };
    }

    private static Headline whenSignedIn(WindowView window, Delivery.Pauses pauses, boolean waits, Instant now) {
        if (window.openedAt() == null) {
            return WRITE_ONCE;
        }
        if (!window.open()) {
            return waits ? WRITE_TO_RELEASE : WRITE_TO_OPEN;
        }
        if (pauses.restricted()) {
            return RESTRICTED;
        }
        if (pauses.limits(now)) {
            return PAUSED; // before a refusal: a message of the person does not end it
        }
        return pauses.refuses(now) ? WRITE_AFTER_REFUSAL : FINE;
    }

    /** Whether a person has to do something. */
    public boolean isTrouble() {
        return this == SIGN_IN
                || this == SIGN_IN_AGAIN
                || this == RESTRICTED
                || this == WRITE_TO_RELEASE
                || this == WRITE_AFTER_REFUSAL;
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
