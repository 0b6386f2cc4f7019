package io.ilinknotify.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What fails before a resource method is reached: no route, no access, a body that is too large. */
@Singleton
final class RouteFailures {
    private final ProblemWriter writer;
    private final ErrorLog errors;

    RouteFailures(ProblemWriter writer, ErrorLog errors) {
        this.writer = writer;
        this.errors = errors;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
        for (int status : new int[] {400, 404, 405, 406, 415}) {
            router.errorHandler(status, context -> writer.answer(context, Problems.ofStatus(status)));
        }
    }

    private void answer(RoutingContext context) {
        @Nullable Throwable failure = context.failure();
        if (failure == null) {
            writer.answer(context, Problems.ofStatus(context.statusCode()));
            return;
        }
        switch (Verdict.of(failure)) {
            case Verdict.Answer(Problem problem) -> writer.answer(context, problem);
            case Verdict.Gone gone -> writer.answer(context, Problems.ofStatus(400));
            case Verdict.Fault fault
            when context.statusCode() >= 400 && context.statusCode() < 500 ->
                writer.answer(context, Problems.ofStatus(context.statusCode()));
            case Verdict.Fault fault -> writer.answer(context, errors.record(context.request(), failure));
        }
    }
}
