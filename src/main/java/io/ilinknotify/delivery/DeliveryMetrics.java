package io.ilinknotify.delivery;

import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.ilink.UploadOutcome;
import io.ilinknotify.notification.Attachment;
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
 * Counts every try by its outcome, with one line of the log for each, and shows as gauges the window and what slows the sender down: a
 * refusal ends an open window before the purse does.
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
            case SendOutcome other -> LOG.warnf("%s; %s", line, other.explanation());
        }
    }

    /** Counts an upload whose outcome is on disk, and writes its line. */
    void uploaded(Attachment file, UploadOutcome outcome) {
        registry.counter("ilink_notify_uploads", "outcome", outcome.code()).increment();
        String line = "Upload of %s, %d bytes: %s".formatted(file.type(), file.size(), outcome.code());
        switch (outcome) {
            case UploadOutcome.Uploaded u -> LOG.info(line);
            case UploadOutcome.Unable u ->
                LOG.warnf("%s; %s. The account is taken to be unable to upload for a day.", line, u.said());
            case UploadOutcome other -> LOG.warnf("%s; %s", line, other.explanation());
        }
    }

    void register(@Observes StartupEvent start, Delivery delivery, Purse purse, Clock clock) {
        Gauge.builder("ilink_notify_window_open", () -> isOpen(delivery, purse, clock) ? 1 : 0)
                .description("1 while a send is possible as far as we know")
                .register(registry);
        Gauge.builder("ilink_notify_window_closes_timestamp_seconds", () -> closesAt(delivery, purse, clock))
                .description("When the window closes, in seconds since 1970; 0 while it is shut")
                .register(registry);
        Gauge.builder("ilink_notify_window_sends_left", () -> purse.view().remaining())
                .description("Sends that are left in this window")
                .register(registry);
        Gauge.builder("ilink_notify_window_sends_used", () -> purse.view().used())
                .description("Sends that were charged to this window")
                .register(registry);
        Gauge.builder("ilink_notify_restricted", () -> delivery.pauses().restricted() ? 1 : 0)
                .description("1 while messages are taken without an id, and probably not shown")
                .register(registry);
        Gauge.builder(
                        "ilink_notify_cannot_upload",
                        () -> delivery.pauses().cannotUploadUntil().isPresent() ? 1 : 0)
                .description("1 while the account is taken to be unable to upload files: the server said so")
                .register(registry);
        Gauge.builder("ilink_notify_rate_limited_until_timestamp_seconds", () -> limitedUntil(delivery))
                .description("The end of the last pause that the server asked for, in seconds since 1970; 0 when none")
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
