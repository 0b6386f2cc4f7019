package io.ilinknotify.window;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * The purse as gauges: {@code ilink_notify_window_open} (1 or 0), {@code ilink_notify_window_closes_timestamp_seconds} (0
 * while it is shut), {@code ilink_notify_window_sends_left} and {@code ilink_notify_window_sends_used}.
 */
@Singleton
final class WindowMetrics {
    private final Purse purse;

    WindowMetrics(Purse purse) {
        this.purse = purse;
    }

    void register(@Observes StartupEvent start, MeterRegistry registry) {
        Gauge.builder("ilink_notify_window_open", purse, p -> p.view().open() ? 1 : 0)
                .description("1 while a send is possible as far as we know")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_window_closes_timestamp_seconds", purse, WindowMetrics::closesAt)
                .description("When the window closes, in seconds since 1970; 0 while it is shut")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_window_sends_left", purse, p -> p.view().remaining())
                .description("Sends that are left in this window")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ilink_notify_window_sends_used", purse, p -> p.view().used())
                .description("Sends that were charged to this window")
                .strongReference(true)
                .register(registry);
    }

    private static double closesAt(Purse purse) {
        WindowView view = purse.view();
        Instant closes = view.closesAt();
        return view.open() && closes != null ? closes.getEpochSecond() : 0;
    }
}
