package io.ilinknotify.account;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The step of the sign-in that the page shows. Its methods are public for the template. */
enum LoginStep {
    /** A code is fetched, or cannot be for the moment. */
    PREPARING,
    /** A code is shown. */
    WAITING,
    /** The phone has seen it; the person taps there. */
    SCANNED,
    /** The phone shows digits, which are to be typed here. */
    DIGITS_NEEDED,
    /** Those that were typed were not right. */
    DIGITS_WRONG,
    /** Digits were typed and are on their way. */
    DIGITS_GIVEN,
    /** Confirmed, and not stored yet. */
    KEEPING,
    /** Signed in, and the person has not written yet. */
    WRITE_ONCE,
    /** Signed in, and the window is shut. */
    WRITE_AGAIN,
    /** A poll or a send was refused, and is tried again. */
    TOKEN_REFUSED,
    /** Signed in, and the server lets nothing through for the moment. */
    HELD_BACK,
    /** Signed in, and everything works as far as we know. */
    SIGNED_IN,
    /** The stored account stays. */
    ALREADY_BOUND,
    FAILED;

    private static final Set<LoginStep> LAST =
            EnumSet.of(DIGITS_NEEDED, DIGITS_WRONG, SIGNED_IN, ALREADY_BOUND, FAILED);
    private static final Set<LoginStep> WITH_ACCOUNT =
            EnumSet.of(WRITE_ONCE, WRITE_AGAIN, TOKEN_REFUSED, HELD_BACK, SIGNED_IN, ALREADY_BOUND);

    /** The step while no sign-in runs: can messages go out? */
    static LoginStep of(Reachability way) {
        return switch (way) {
            case SIGN_IN, SIGN_IN_AGAIN -> PREPARING; // A code comes as soon as the page is looked at.
            case WRITE_ONCE -> WRITE_ONCE;
            case WRITE_TO_RELEASE, WRITE_TO_OPEN, WRITE_AFTER_REFUSAL -> WRITE_AGAIN;
            case POLLS_REFUSED, SENDS_REFUSED -> TOKEN_REFUSED;
            case RESTRICTED, PAUSED -> HELD_BACK;
            case FINE -> SIGNED_IN;
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Scan, confirm, write: the one of the three that is next; 0 when none is known to be done, 4 when all are. */
    public int number() {
        return switch (this) {
            case PREPARING, WAITING -> 1;
            case SCANNED, DIGITS_NEEDED, DIGITS_WRONG, DIGITS_GIVEN, KEEPING -> 2;
            case WRITE_ONCE, WRITE_AGAIN -> 3;
            case HELD_BACK, SIGNED_IN, ALREADY_BOUND -> 4;
            case TOKEN_REFUSED, FAILED -> 0;
        };
    }

    /** Says that it can change without the person at this page. A form that is being filled must not be refreshed away. */
    public boolean refreshes() {
        return !LAST.contains(this);
    }

    /** Says that an account is in use and no sign-in runs. */
    public boolean restsWithAccount() {
        return WITH_ACCOUNT.contains(this);
    }

    boolean wantsDigits() {
        return this == DIGITS_NEEDED || this == DIGITS_WRONG;
    }
}
