package io.ilinknotify.window;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The purse as gauges: {@code ilink_notify_window_sends_left} and {@code ilink_notify_window_sends_used}. Whether the window
 * is open depends on refusals too, and is told by the sender.
 */
@Singleton
final class WindowMetrics {
    private final Purse purse;

    WindowMetrics(Purse purse) {
        this.purse = purse;
    }

    void register(@Observes StartupEvent start, MeterRegistry registry) {
        Gauge.builder("ilink_notify_window_sends_left", purse, p -> p.view().remaining())
                .description("Sends that are left in this window")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_window_sends_used", purse, p -> p.view().used())
                .description("Sends that were charged to this window")
                .strongReference(true)
                .register(registry);
    }
}
