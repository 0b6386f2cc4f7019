package io.ilinknotify.delivery;

import io.ilinknotify.ilink.SendOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import jakarta.inject.Singleton;

/** {@code ilink_notify_sends_total}: every try by its outcome; and one line of the log for each. */
@Singleton
class DeliveryMetrics implements SenderListener {
    private static final Logger LOG = Logger.getLogger(DeliveryMetrics.class);

    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void settled(SendAttempt dispatch, SendOutcome outcome) {
        String name = OutcomeName.of(outcome);
        registry.counter("ilink_notify_sends", "outcome", name).increment();
        String line = "Message " + dispatch.clientId() + " ("
                + dispatch.priority().code() + ", try " + dispatch.tries() + "): " + name;
        switch (outcome) {
            case SendOutcome.Sent s -> LOG.info(line);
            case SendOutcome.NotReached n -> LOG.infof("%s; %s", line, n.cause());
            case SendOutcome.Unconfirmed u -> LOG.warnf("%s: taken without an id, perhaps never shown", line);
            case SendOutcome.Refused r -> LOG.warnf("%s; %s", line, r.detail());
            case SendOutcome.RateLimited r -> LOG.warnf("%s; %s", line, r.detail());
            case SendOutcome.StaleToken s -> LOG.warn(line);
            case SendOutcome.Invalid i -> LOG.warnf("%s; %s", line, i.detail());
            case SendOutcome.OtherCode o -> LOG.warnf("%s; %d %s", line, o.ret(), o.detail());
            case SendOutcome.Lost l -> LOG.warnf("%s; %s", line, l.cause());
        }
    }
}
