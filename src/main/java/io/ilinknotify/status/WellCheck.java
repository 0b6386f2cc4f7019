package io.ilinknotify.status;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.account.CurrentAccount;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.WindowView;
import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import jakarta.inject.Singleton;

/**
 * {@code well}: whether a notification would reach the phone now. DOWN when signed out, when the window is shut or the
 * account restricted: for people and alerts, never for probes, since a restart heals none of these.
 */
@Singleton
@Wellness
final class WellCheck implements HealthCheck {
    private final CurrentAccount current;
    private final AccountHealth health;
    private final Purse purse;
    private final Delivery delivery;

    WellCheck(CurrentAccount current, AccountHealth health, Purse purse, Delivery delivery) {
        this.current = current;
        this.health = health;
        this.purse = purse;
        this.delivery = delivery;
    }

    @Override
    public HealthCheckResponse call() {
        AccountState account = AccountState.of(current.current().isPresent(), health.state());
        WindowView window = purse.view();
        boolean restricted = delivery.isRestricted();
        return HealthCheckResponse.named("well")
                .status(account == AccountState.SIGNED_IN && window.open() && !restricted)
                .withData("account", account.code())
                .withData("window_open", window.open())
                .withData("sends_left", window.remaining())
                .withData("restricted", restricted)
                .build();
    }
}
