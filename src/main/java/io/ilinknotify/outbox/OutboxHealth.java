package io.ilinknotify.outbox;

import io.ilinknotify.store.Store;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows as gauges how much waits, and whether more can be stored, which is all that readiness asks. Not whether it can be
 * sent: the sign-in page must be reachable before that, and senders must not be turned away because WeChat refuses.
 */
@Singleton
@Readiness
final class OutboxHealth implements HealthCheck {
    private final Outbox outbox;
    private final Store store;
    private final Clock clock;

    OutboxHealth(Outbox outbox, Store store, Clock clock) {
        this.outbox = outbox;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox").status(outbox.canStore()).build();
    }

    void register(@Observes StartupEvent start, MeterRegistry registry) {
        Gauge.builder("ilink_notify_waiting", () -> outbox.size().queued())
                .description("Notifications that are not finished")
                .tag("state", "queued")
                .register(registry);
        Gauge.builder("ilink_notify_waiting", () -> outbox.size().held())
                .description("Notifications that are not finished")
                .tag("state", "held")
                .register(registry);
        Gauge.builder("ilink_notify_oldest_waiting_age_seconds", this::oldestAge)
                .description("How long the oldest that waits has waited; 0 when nothing waits")
                .register(registry);
        Gauge.builder("ilink_notify_disk_free_bytes", store::usableBytes)
                .description("Free disk of the volume")
                .register(registry);
        Gauge.builder("ilink_notify_can_store", () -> outbox.canStore() ? 1 : 0)
                .description("1 while a notification can be stored")
                .register(registry);
        FunctionCounter.builder("ilink_notify_commits", store, Store::commits)
                .description("Transactions that were written, each with one fsync; what arrives together shares one")
                .register(registry);
    }

    private double oldestAge() {
        Instant now = clock.instant();
        Instant oldest = outbox.size().oldestAt().filter(now::isAfter).orElse(now);
        return Duration.between(oldest, now).toMillis() / 1000.0;
    }
}
