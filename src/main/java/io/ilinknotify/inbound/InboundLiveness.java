package io.ilinknotify.inbound;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

import jakarta.inject.Singleton;

/** Whether the thread that polls lives. */
@Singleton
@Liveness
final class InboundLiveness implements HealthCheck {
    private final InboundLoop loop;

    InboundLiveness(InboundLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("inbound").status(loop.isAlive()).build();
    }
}
