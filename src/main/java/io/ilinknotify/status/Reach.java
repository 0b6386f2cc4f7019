package io.ilinknotify.status;

import io.ilinknotify.account.Reachability;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** All that decides whether a notification reaches the phone at one time. */
record Reach(AccountState account, WindowView window, Delivery.Pauses pauses, Instant now) {
    /** Tells whether a send is possible: the purse says so, and no refusal does otherwise. */
    public boolean open() {
        return pauses.leavesOpen(window, now);
    }

    /** Tells whether notifications reach the phone, as far as we know: what {@code well} asks. */
    boolean isWell() {
        return account == AccountState.SIGNED_IN && open() && !pauses.restricted();
    }

    /** Until when the server's limits hold everything that is not urgent; {@code null} when they do not. */
    public @Nullable Instant pausedUntil() {
        Instant limited = rateLimitedUntil();
        Instant refused = refusedUntil();
        return limited == null || (refused != null && refused.isAfter(limited)) ? refused : limited;
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
