package io.ilinknotify.account;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

import jakarta.inject.Singleton;

/** Whether the thread that signs in lives. */
@Singleton
@Liveness
final class SignInLiveness implements HealthCheck {
    private final SignInLoop loop;

    SignInLiveness(SignInLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sign-in").status(loop.isAlive()).build();
    }
}
