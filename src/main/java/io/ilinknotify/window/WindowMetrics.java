package io.ilinknotify.window;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The purse as gauges. Whether the window is open depends on refusals too, and is told by the sender. */
@Singleton
final class WindowMetrics {
    void register(@Observes StartupEvent start, Purse purse, MeterRegistry registry) {
        Gauge.builder("ilink_notify_window_sends_left", () -> purse.view().remaining())
                .description("Sends that are left in this window")
                .register(registry);
        Gauge.builder("ilink_notify_window_sends_used", () -> purse.view().used())
                .description("Sends that were charged to this window")
                .register(registry);
    }
}
