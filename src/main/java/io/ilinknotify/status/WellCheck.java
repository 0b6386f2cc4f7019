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
import java.time.Clock;

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
    private final Clock clock;

    WellCheck(CurrentAccount current, AccountHealth health, Purse purse, Delivery delivery, Clock clock) {
        this.current = current;
        this.health = health;
        this.purse = purse;
        this.delivery = delivery;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        AccountState account = AccountState.of(current.current().isPresent(), health.state());
        WindowView window = purse.view();
        Delivery.Pauses pauses = delivery.pauses();
        boolean open = pauses.leavesOpen(window, clock.instant());
        return HealthCheckResponse.named("well")
                .status(account == AccountState.SIGNED_IN && open && !pauses.restricted())
                .withData("account", account.code())
                .withData("window_open", open)
                .withData("sends_left", window.remaining())
                .withData("restricted", pauses.restricted())
                .build();
    }
}
