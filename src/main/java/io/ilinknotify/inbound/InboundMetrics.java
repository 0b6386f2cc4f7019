package io.ilinknotify.inbound;

import io.ilinknotify.account.AccountHealth;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import jakarta.inject.Singleton;
import java.time.Instant;

/** {@code ilink_notify_inbound_total} by kind, {@code ilink_notify_polls_failed_total}, and the time of the last poll. */
@Singleton
class InboundMetrics implements PollListener {
    private static final Logger LOG = Logger.getLogger(InboundMetrics.class);
    private static final int WORTH_A_WARNING = 3;

    private final Counter opened;
    private final Counter duplicate;
    private final Counter foreign;
    private final Counter failed;

    InboundMetrics(MeterRegistry registry, AccountHealth health) {
        opened = registry.counter("ilink_notify_inbound", "kind", "opened");
        duplicate = registry.counter("ilink_notify_inbound", "kind", "duplicate");
        foreign = registry.counter("ilink_notify_inbound", "kind", "foreign");
        failed = registry.counter("ilink_notify_polls_failed");
        Gauge.builder(
                        "ilink_notify_last_poll_timestamp_seconds",
                        health,
                        h -> h.polledAt().map(Instant::getEpochSecond).orElse(0L))
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void opened() {
        opened.increment();
        LOG.info("The person wrote: the window is open.");
    }

    @Override
    public void duplicate() {
        duplicate.increment();
    }

    @Override
    public void foreign() {
        foreign.increment();
    }

    @Override
    public void failed(String cause, int inARow) {
        failed.increment();
        if (inARow == WORTH_A_WARNING) {
            LOG.warnf("Polling failed %d times in a row: %s", inARow, cause);
        } else {
            LOG.debugf("Polling failed: %s", cause);
        }
    }
}
