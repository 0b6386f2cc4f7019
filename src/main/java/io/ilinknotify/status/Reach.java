package io.ilinknotify.status;

import io.ilinknotify.account.Reachability;
import io.ilinknotify.account.SignInState;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/** All that decides whether a notification reaches the phone at one time. */
record Reach(AccountState account, WindowView window, Delivery.Pauses pauses, Instant now) {
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

    /** Tells whether a send is possible: the purse says so, and no refusal does otherwise. */
    public boolean open() {
        return pauses.leavesOpen(window, now);
    }

    /** Tells whether notifications reach the phone, as far as we know: what {@code well} asks. */
    boolean isWell() {
        return account == AccountState.SIGNED_IN && open() && !pauses.restricted();
    }

    @Nullable
    Instant rateLimitedUntil() {
        return pauses.rateLimitedUntil().filter(now::isBefore).orElse(null);
    }

    @Nullable
    Instant refusedUntil() {
        return pauses.refusedUntil().filter(now::isBefore).orElse(null);
    }

    /** Until when the account is taken to be unable to upload files; {@code null} when it is able. */
    public @Nullable Instant cannotUploadUntil() {
        return pauses.cannotUploadUntil().orElse(null);
    }

    /**
     * The first step for a person, or that there is nothing to do.
     *
     * @param waits whether anything waits
     */
    Reachability reachability(boolean waits) {
        return switch (account) {
            case NONE -> Reachability.SIGN_IN;
            case SIGNED_OUT -> Reachability.SIGN_IN_AGAIN;
            case POLLS_REFUSED -> Reachability.POLLS_REFUSED;
            case SENDS_REFUSED -> Reachability.SENDS_REFUSED;
            case SIGNED_IN -> whenSignedIn(waits);
        };
    }

    private Reachability whenSignedIn(boolean waits) {
        if (window.openedAt() == null) {
            return Reachability.WRITE_ONCE;
        }
        if (!window.open()) {
            return waits ? Reachability.WRITE_TO_RELEASE : Reachability.WRITE_TO_OPEN;
        }
        if (pauses.restricted()) {
            return Reachability.RESTRICTED;
        }
        if (pauses.limits(now)) {
            return Reachability.PAUSED; // before a refusal: a message of the person does not end it
        }
        return pauses.refuses(now) ? Reachability.WRITE_AFTER_REFUSAL : Reachability.FINE;
    }
}
