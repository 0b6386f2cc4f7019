package io.ilinknotify.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * From the signal to the exit. First {@link ShutdownDelayInitiatedEvent} comes: readiness goes down, new requests are
 * refused here, and whoever holds an answer back observes the same event and gives it. Then Quarkus waits for the
 * requests that are left, and {@link ShutdownEvent} stops the loops.
 */
@Singleton
final class ShuttingDown {
    private static final Problem REFUSED = Problem.of(
            503, "shutting-down", "Shutting down", "The agent is stopping. Nothing was stored; please repeat later.");

    private final ProblemWriter problems;
    private volatile boolean underWay;

    ShuttingDown(ProblemWriter problems) {
        this.problems = problems;
    }

    void delayed(@Observes @Priority(1) ShutdownDelayInitiatedEvent event) {
        underWay = true;
    }

    /** Without a delay (dev mode, tests) this comes first. */
    void atOnce(@Observes @Priority(1) ShutdownEvent event) {
        underWay = true;
    }

    void install(@Observes Filters filters) {
        FilterOrder.STOPPING.register(filters, this::refuse);
    }

    private void refuse(RoutingContext context) {
        if (underWay) {
            problems.answer(context, REFUSED);
        } else {
            context.next();
        }
    }
}
