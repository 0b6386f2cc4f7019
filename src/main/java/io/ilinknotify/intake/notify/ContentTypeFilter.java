package io.ilinknotify.intake.notify;

import io.ilinknotify.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Writes the {@code Content-Type} of {@code POST /notify} as the standard has it. Quarkus REST would answer a header that
 * it cannot read with a bare 400, before our code could understand it or say what is wrong.
 */
@Singleton
final class ContentTypeFilter {
    /** After authentication (200) and authorization (100): who may not send hears nothing else. */
    private static final int PRIORITY = 50;

    private static final String HEADER = "Content-Type";

    void install(@Observes Filters filters) {
        filters.register(ContentTypeFilter::handle, PRIORITY);
    }

    private static void handle(RoutingContext context) {
        MultiMap headers = context.request().headers();
        if (context.request().path().startsWith("/notify") && headers.contains(HEADER)) {
            try {
                headers.set(HEADER, ContentType.parse(headers.get(HEADER)).canonical());
            } catch (ProblemException refusal) {
                context.fail(refusal);
                return;
            }
        }
        context.next();
    }
}
