package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many lists of notifications are on their way at one time: each is large, and its reader may be slow. */
@Singleton
final class LongAnswers {
    static final int MOST = 8;

    private static final Problem BUSY =
            Problem.of(503, "busy", "Busy", "Too many lists are being read. Please repeat the request later.");

    private final ProblemWriter problems;
    private final AtomicInteger underWay = new AtomicInteger();

    LongAnswers(ProblemWriter problems) {
        this.problems = problems;
    }

    void install(@Observes Filters filters) {
        FilterOrder.LONG_ANSWER.register(filters, this::handle);
    }

    void handle(RoutingContext context) {
        if (Route.of(context.request()) != Route.NOTIFICATIONS) {
            context.next();
        } else if (underWay.incrementAndGet() > MOST) {
            underWay.decrementAndGet();
            problems.answer(context, BUSY);
        } else {
            context.addEndHandler(read -> underWay.decrementAndGet());
            context.next();
        }
    }
}
