package io.ilinknotify.inbound;

import io.ilinknotify.account.AccountHealth;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** {@code ilink_notify_inbound_total} by kind, {@code ilink_notify_polls_failed_total}, and the time of the last poll. */
@Singleton
class InboundMetrics {
    /** The kinds of messages that are counted. */
    enum InboundKind {
        /** It is the person's, and opened a purse. */
        OPENED,
        /** It is the person's, and came again, or had no context. */
        DUPLICATE,
        /** It is somebody else's, or a bot's. */
        FOREIGN,
        /** It cannot be understood. */
        MALFORMED
    }

    private static final Logger LOG = Logger.getLogger(InboundMetrics.class);
    private static final int WORTH_A_WARNING = 3;

    private final MeterRegistry registry;
    private final Counter failed;

    InboundMetrics(MeterRegistry registry, AccountHealth health) {
        this.registry = registry;
        failed = registry.counter("ilink_notify_polls_failed");
        received(Map.of()); // a counter that has not counted yet is 0, not missing
        Gauge.builder(
                        "ilink_notify_last_poll_timestamp_seconds",
                        health,
                        h -> h.polledAt().map(Instant::getEpochSecond).orElse(0L))
                .strongReference(true)
                .register(registry);
    }

    /** Counts the messages of a poll, once they are stored. */
    void received(Map<InboundKind, Integer> messages) {
        for (InboundKind kind : InboundKind.values()) {
            registry.counter("ilink_notify_inbound", "kind", kind.name().toLowerCase(Locale.ROOT))
                    .increment(messages.getOrDefault(kind, 0));
        }
        if (messages.getOrDefault(InboundKind.OPENED, 0) > 0) {
            LOG.info("The person wrote: the window is open.");
        }
    }

    /** Counts a poll that failed, the n-th in a row. */
    void failed(String cause, int inARow) {
        failed.increment();
        if (inARow == WORTH_A_WARNING) {
            LOG.warnf("Polling failed %d times in a row: %s", inARow, cause);
        } else {
            LOG.debugf("Polling failed: %s", cause);
        }
    }
}
