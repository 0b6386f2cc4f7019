package io.ilinknotify.intake;

import io.ilinknotify.http.FilterOrder;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Route;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Writes the {@code Content-Type} of whatever senders send as the standard has it. Quarkus REST would answer a header that
 * it cannot read with a bare 400. {@code POST /notify} says what is wrong with it; the clients of other services cannot
 * change it, and for them an unreadable one counts as none.
 */
@Singleton
final class ContentTypeFilter {
    private static final String HEADER = "Content-Type";

    void install(@Observes Filters filters) {
        FilterOrder.CONTENT_TYPE.register(filters, ContentTypeFilter::handle);
    }

    private static void handle(RoutingContext context) {
        MultiMap headers = context.request().headers();
        Route route = Route.of(context.request());
        if (route.isSender() && headers.contains(HEADER)) {
            try {
                headers.set(HEADER, ContentType.parse(headers.get(HEADER)).canonical());
            } catch (ProblemException refusal) {
                if (route == Route.NOTIFY) {
                    context.fail(refusal);
                    return;
                }
                headers.remove(HEADER);
            }
        }
        context.next();
    }
}
