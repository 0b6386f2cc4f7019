package io.ilinknotify.status;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.account.CurrentAccount;
import io.ilinknotify.account.WayToPhone;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.window.Purse;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Tells the sign-in page what the status page says first, so that the two never differ. */
@Singleton
final class WayFromHeadline implements WayToPhone {
    private final CurrentAccount current;
    private final AccountHealth health;
    private final Purse purse;
    private final Delivery delivery;
    private final Clock clock;

    WayFromHeadline(CurrentAccount current, AccountHealth health, Purse purse, Delivery delivery, Clock clock) {
        this.current = current;
        this.health = health;
        this.purse = purse;
        this.delivery = delivery;
        this.clock = clock;
    }

    @Override
    public Standing now() {
        AccountState account = AccountState.of(current.current().isPresent(), health.state());
        Instant now = clock.instant();
        return standing(Headline.of(account, purse.view(now), delivery.pauses(), false, now));
    }

    static Standing standing(Headline headline) {
        return switch (headline) {
            case SIGN_IN, SIGN_IN_AGAIN, CHECKING_TOKEN -> Standing.TOKEN_REFUSED;
            case WRITE_ONCE -> Standing.NEVER_WRITTEN;
            case WRITE_TO_RELEASE, WRITE_TO_OPEN, WRITE_AFTER_REFUSAL -> Standing.SHUT;
            case RESTRICTED, PAUSED -> Standing.HELD_BACK;
            case FINE -> Standing.OPEN;
        };
    }
}
