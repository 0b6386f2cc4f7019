package io.ilinknotify.status;

import io.ilinknotify.account.SignInState;

import java.util.Locale;

/** How the account stands, for people. */
enum AccountState {
    /** Nobody has signed in, or somebody signed out. */
    NONE,
    /** The token is accepted, as far as we know. */
    SIGNED_IN,
    /** The token was refused once, which can be transient: nothing is sent until a probe was answered. */
    REFUSED,
    /** The token was refused again: somebody has to sign in. */
    SIGNED_OUT;

    static AccountState of(boolean hasAccount, SignInState signIn) {
        if (!hasAccount) {
            return NONE;
        }
        if (signIn.isSignedOut()) {
            return SIGNED_OUT;
        }
        return signIn.mustHold() ? REFUSED : SIGNED_IN;
    }

    /** The name in the API. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
