package io.ilinknotify.account;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * {@code ilink_notify_signed_in}: 1 while there is an account whose token is accepted as far as we know;
 * {@code ilink_notify_token_refusals}: how often in a row a probe was refused, 2 and more is signed out.
 */
@Singleton
final class AccountMetrics {
    private final CurrentAccount current;
    private final AccountHealth health;

    AccountMetrics(CurrentAccount current, AccountHealth health) {
        this.current = current;
        this.health = health;
    }

    void register(@Observes StartupEvent start, MeterRegistry registry) {
        Gauge.builder("ilink_notify_signed_in", this, AccountMetrics::signedIn)
                .description("1 while there is an account whose token is accepted as far as we know")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_token_refusals", health, h -> h.state().refusals())
                .description("How often in a row the token was refused; 2 and more is signed out")
                .strongReference(true)
                .register(registry);
    }

    private double signedIn() {
        return current.current().isPresent() && !health.state().mustHold() ? 1 : 0;
    }
}
