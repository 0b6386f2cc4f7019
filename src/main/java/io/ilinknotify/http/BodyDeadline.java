package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * A request must have ended in time: the idle timeout does not catch a client that sends a byte a second. What is left of
 * a body that nobody read is thrown away, so that the connection can be used again.
 */
@Singleton
final class BodyDeadline {
    static final Duration MOST = Duration.ofSeconds(30);

    private static final Problem TOO_SLOW =
            Problem.of(400, "timeout", "Too slow", "The body of the request did not end in time.");

    private final ProblemWriter problems;
    private final Duration most;

    @Inject
    BodyDeadline(ProblemWriter problems) {
        this(problems, MOST);
    }

    BodyDeadline(ProblemWriter problems, Duration most) {
        this.problems = problems;
        this.most = most;
    }

    void install(@Observes Filters filters) {
        FilterOrder.DEADLINE.register(filters, this::handle);
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            long timer = context.vertx().setTimer(most.toMillis(), ignored -> cut(context));
            context.addEndHandler(done -> {
                if (request.isEnded()) {
                    context.vertx().cancelTimer(timer);
                } else {
                    request.resume();
                }
            });
        }
        context.next();
    }

    private void cut(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        if (context.response().ended()) {
            request.connection().close();
        } else {
            context.addEndHandler(ended -> request.connection().close());
            problems.answer(context, TOO_SLOW);
        }
    }
}
