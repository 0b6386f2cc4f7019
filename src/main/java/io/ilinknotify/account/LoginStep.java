package io.ilinknotify.account;

import java.util.Locale;

/** What the page says. Its methods are public for the template. */
enum LoginStep {
    /** A code is fetched, or cannot be for the moment. */
    PREPARING,
    /** A code is shown. */
    WAITING,
    /** The phone has seen it. */
    SCANNED,
    /** Digits are asked for. */
    DIGITS_NEEDED,
    /** Digits are asked for again. */
    DIGITS_WRONG,
    /** Digits were given. */
    DIGITS_GIVEN,
    /** Confirmed, and not stored yet. */
    KEEPING,
    /** Signed in, and the person has not written yet. */
    WRITE_ONCE,
    /** Signed in, and the window is shut. */
    WRITE_AGAIN,
    /** The token was refused once, and is being looked at. */
    TOKEN_REFUSED,
    /** Signed in, and the server lets nothing through for the moment. */
    HELD_BACK,
    /** Signed in, and everything works as far as we know. */
    SIGNED_IN,
    /** The stored account stays. */
    ALREADY_BOUND,
    /** It did not succeed. */
    FAILED;

    /** The name for scripts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it can change without the person at this page. A form that is being filled must not be refreshed away. */
    public boolean refreshes() {
        return switch (this) {
            case PREPARING,
                    WAITING,
                    SCANNED,
                    DIGITS_GIVEN,
                    KEEPING,
                    WRITE_ONCE,
                    WRITE_AGAIN,
                    TOKEN_REFUSED,
                    HELD_BACK -> true;
            case DIGITS_NEEDED, DIGITS_WRONG, SIGNED_IN, ALREADY_BOUND, FAILED -> false;
        };
    }

    /** Whether an account is in use and no sign-in runs. */
    public boolean restsWithAccount() {
        return switch (this) {
            case WRITE_ONCE, WRITE_AGAIN, TOKEN_REFUSED, HELD_BACK, SIGNED_IN, ALREADY_BOUND -> true;
            case PREPARING, WAITING, SCANNED, DIGITS_NEEDED, DIGITS_WRONG, DIGITS_GIVEN, KEEPING, FAILED -> false;
        };
    }

    /** Whether a code is on the page. */
    public boolean showsCode() {
        return this == WAITING;
    }
}
