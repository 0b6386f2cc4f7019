package io.ilinknotify.status;

import io.ilinknotify.account.SignInState;

import java.util.Locale;

/** How the account stands, for people. */
enum AccountState {
    /** Nobody has signed in, or somebody signed out. */
    NONE,
    /** The token is accepted, as far as we know. */
    SIGNED_IN,
    /** Polls are refused, which can be transient: only what is urgent is sent. */
    POLLS_REFUSED,
    /** A send was refused, which can be transient: nothing is sent before the next try. */
    SENDS_REFUSED,
    /** Polls and sends are refused: somebody has to sign in. */
    SIGNED_OUT;

    static AccountState of(boolean hasAccount, SignInState signIn) {
        if (!hasAccount) {
            return NONE;
        }
        if (signIn.isSignedOut()) {
            return SIGNED_OUT;
        }
        if (signIn.refusesSends()) {
            return SENDS_REFUSED;
        }
        return signIn.refusesPolls() ? POLLS_REFUSED : SIGNED_IN;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
