package io.ilinknotify.status;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import jakarta.inject.Singleton;

/**
 * {@code well}: whether a notification would reach the phone now. DOWN when signed out, when the window is shut or the
 * account restricted: for people and alerts, never for probes, since a restart heals none of these.
 */
@Singleton
@Wellness
final class WellCheck implements HealthCheck {
    private final StatusBoard board;

    WellCheck(StatusBoard board) {
        this.board = board;
    }

    @Override
    public HealthCheckResponse call() {
        Reach reach = board.reach();
        return HealthCheckResponse.named("well")
                .status(reach.isWell())
                .withData("account", reach.account().code())
                .withData("window_open", reach.open())
                .withData("sends_left", reach.window().remaining())
                .withData("restricted", reach.pauses().restricted())
                .build();
    }
}
