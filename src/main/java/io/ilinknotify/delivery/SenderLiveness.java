package io.ilinknotify.delivery;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

import jakarta.inject.Singleton;

/** Whether the thread that sends lives. */
@Singleton
@Liveness
final class SenderLiveness implements HealthCheck {
    private final Delivery delivery;

    SenderLiveness(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sender").status(delivery.isAlive()).build();
    }
}
