package io.ilinknotify.intake;

import io.ilinknotify.http.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Writes the {@code Content-Type} of {@code POST /notify} and of webhooks as the standard has it. Quarkus REST would answer a header that
 * it cannot read with a bare 400, before our code could understand it or say what is wrong.
 */
@Singleton
final class ContentTypeFilter {
    /** After authentication (200) and authorization (100): who may not send hears nothing else. */
    private static final int PRIORITY = 50;

    /** Ways in that look at the body, whatever it is called. */
    private static final List<String> WEBHOOKS = List.of("/webhook/", "/gotify/", "/ntfy");

    private static final String HEADER = "Content-Type";

    void install(@Observes Filters filters) {
        filters.register(ContentTypeFilter::handle, PRIORITY);
    }

    private static void handle(RoutingContext context) {
        MultiMap headers = context.request().headers();
        String path = context.request().path();
        boolean webhook = WEBHOOKS.stream().anyMatch(path::startsWith);
        if ((webhook || path.startsWith("/notify")) && headers.contains(HEADER)) {
            try {
                headers.set(HEADER, ContentType.parse(headers.get(HEADER)).canonical());
            } catch (ProblemException refusal) {
                if (!webhook) {
                    context.fail(refusal);
                    return;
                }
                headers.remove(HEADER);
            }
        }
        context.next();
    }
}
