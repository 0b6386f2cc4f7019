package io.ilinknotify.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many answers with metrics are made at one time. Nobody needs a token for one, each asks the database many times,
 * and those whose client has hung up are made all the same: they would wait in a line without end.
 */
@Singleton
final class Scrapes {
    static final int MOST = 4;

    private static final Problem TOO_MANY =
            Problem.of(503, "busy", "Busy", "The metrics are being read too often. Please repeat the request later.");

    private final ProblemWriter problems;
    private final Semaphore places = new Semaphore(MOST);

    Scrapes(ProblemWriter problems) {
        this.problems = problems;
    }

    void install(@Observes ManagementInterface management) {
        install(management.router());
    }

    void install(Router router) {
        router.route("/q/metrics*").order(-1).handler(this::count);
    }

    private void count(RoutingContext context) {
        if (places.tryAcquire()) {
            // Not at its end, which comes early when the client hangs up.
            context.addHeadersEndHandler(made -> places.release());
            context.next();
        } else {
            problems.answer(context, TOO_MANY);
        }
    }
}
