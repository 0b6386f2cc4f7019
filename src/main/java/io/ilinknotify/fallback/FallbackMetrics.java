package io.ilinknotify.fallback;

import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import jakarta.inject.Singleton;

/** {@code ilink_notify_fallback_total}: every post to the second channel by its outcome; and one line of the log. */
@Singleton
final class FallbackMetrics {
    private static final Logger LOG = Logger.getLogger(FallbackMetrics.class);

    private final MeterRegistry registry;

    FallbackMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void posted(String id, PostOutcome outcome) {
        registry.counter("ilink_notify_fallback", "outcome", outcome.code()).increment();
        if (outcome instanceof PostOutcome.Told) {
            LOG.infof("Second channel: %s is told.", id);
        } else {
            LOG.warnf("Second channel: %s is not told and will be tried again; %s.", id, outcome.failure());
        }
    }
}
