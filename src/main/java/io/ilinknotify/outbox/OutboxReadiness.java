package io.ilinknotify.outbox;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import jakarta.inject.Singleton;

/**
 * Tells whether a notification can be stored. Not whether it can be sent: the sign-in page must be reachable before that, and
 * senders must not be turned away because WeChat refuses.
 */
@Singleton
@Readiness
final class OutboxReadiness implements HealthCheck {
    private final Outbox outbox;

    OutboxReadiness(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox").status(outbox.canStore()).build();
    }
}
