package io.ilinknotify.delivery;

import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.window.Purse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * {@code ilink_notify_sends_total}: every try by its outcome, with one line of the log for each;
 * {@code ilink_notify_window_open}: 1 while a send is possible as far as we know, which a refusal ends before the purse
 * does; {@code ilink_notify_window_closes_timestamp_seconds}: until when, 0 while it is shut;
 * {@code ilink_notify_restricted}: 1 while the server takes messages and, as far as we know, shows none;
 * {@code ilink_notify_rate_limited_until_timestamp_seconds}: the end of the last pause that the server asked for, 0 when
 * none was or a send got through since.
 */
@Singleton
class DeliveryMetrics {
    private static final Logger LOG = Logger.getLogger(DeliveryMetrics.class);

    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts a try whose outcome is on disk, and writes its line. */
    void settled(SendAttempt attempt, SendOutcome outcome) {
        String name = outcome.code();
        registry.counter("ilink_notify_sends", "outcome", name).increment();
        String line = "Message %s (%s, try %d): %s"
                .formatted(attempt.clientId(), attempt.priority().code(), attempt.tries(), name);
        switch (outcome) {
            case SendOutcome.Sent s -> LOG.info(line);
            case SendOutcome.NotReached n -> LOG.infof("%s; %s", line, n.cause());
            case SendOutcome.Unconfirmed u -> LOG.warnf("%s: taken without an id, perhaps never shown", line);
            case SendOutcome.StaleToken s -> LOG.warn(line);
            case SendOutcome.Refused r -> LOG.warnf("%s; %s", line, r.detail());
            case SendOutcome.RateLimited r -> LOG.warnf("%s; %s", line, r.detail());
            case SendOutcome.Invalid i -> LOG.warnf("%s; %s", line, i.detail());
            case SendOutcome.OtherCode o -> LOG.warnf("%s; %d %s", line, o.ret(), o.detail());
            case SendOutcome.Lost l -> LOG.warnf("%s; %s", line, l.cause());
        }
    }

    void register(@Observes StartupEvent start, Delivery delivery, Purse purse, Clock clock) {
        Gauge.builder("ilink_notify_window_open", delivery, d -> isOpen(d, purse, clock) ? 1 : 0)
                .description("1 while a send is possible as far as we know")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_window_closes_timestamp_seconds", delivery, d -> closesAt(d, purse, clock))
                .description("When the window closes, in seconds since 1970; 0 while it is shut")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_restricted", delivery, d -> d.isRestricted() ? 1 : 0)
                .description("1 while messages are taken without an id, and probably not shown")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_rate_limited_until_timestamp_seconds", delivery, DeliveryMetrics::limitedUntil)
                .description("The end of the last pause that the server asked for, in seconds since 1970; 0 when none")
                .strongReference(true)
                .register(registry);
    }

    private static boolean isOpen(Delivery delivery, Purse purse, Clock clock) {
        return delivery.pauses().leavesOpen(purse.view(), clock.instant());
    }

    private static double closesAt(Delivery delivery, Purse purse, Clock clock) {
        Instant closes = purse.view().closesAt();
        return closes != null && isOpen(delivery, purse, clock) ? closes.getEpochSecond() : 0;
    }

    private static double limitedUntil(Delivery delivery) {
        return delivery.pauses().rateLimitedUntil().map(Instant::getEpochSecond).orElse(0L);
    }
}
