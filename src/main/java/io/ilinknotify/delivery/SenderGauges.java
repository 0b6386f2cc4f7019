package io.ilinknotify.delivery;

import io.ilinknotify.window.Purse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * {@code ilink_notify_window_open}: 1 while a send is possible as far as we know, which a refusal ends before the purse
 * does; {@code ilink_notify_window_closes_timestamp_seconds}: until when, 0 while it is shut;
 * {@code ilink_notify_restricted}: 1 while the server takes messages and, as far as we know, shows none;
 * {@code ilink_notify_rate_limited_until_timestamp_seconds}: the end of the last pause that the server asked for, 0 when
 * none was or a send got through since.
 */
@Singleton
final class SenderGauges {
    private final Delivery delivery;
    private final Purse purse;
    private final Clock clock;

    SenderGauges(Delivery delivery, Purse purse, Clock clock) {
        this.delivery = delivery;
        this.purse = purse;
        this.clock = clock;
    }

    void register(@Observes StartupEvent start, MeterRegistry registry) {
        Gauge.builder("ilink_notify_window_open", this, gauges -> gauges.isOpen() ? 1 : 0)
                .description("1 while a send is possible as far as we know")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_window_closes_timestamp_seconds", this, SenderGauges::closesAt)
                .description("When the window closes, in seconds since 1970; 0 while it is shut")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_restricted", delivery, d -> d.isRestricted() ? 1 : 0)
                .description("1 while messages are taken without an id, and probably not shown")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_rate_limited_until_timestamp_seconds", delivery, SenderGauges::limitedUntil)
                .description("The end of the last pause that the server asked for, in seconds since 1970; 0 when none")
                .strongReference(true)
                .register(registry);
    }

    private boolean isOpen() {
        return delivery.pauses().leavesOpen(purse.view(), clock.instant());
    }

    private double closesAt() {
        Instant closes = purse.view().closesAt();
        return closes != null && isOpen() ? closes.getEpochSecond() : 0;
    }

    private static double limitedUntil(Delivery delivery) {
        return delivery.pauses().rateLimitedUntil().map(Instant::getEpochSecond).orElse(0L);
    }
}
