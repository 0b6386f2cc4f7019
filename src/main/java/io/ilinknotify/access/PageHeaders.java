package io.ilinknotify.access;

import io.ilinknotify.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells the browser the same with every page: nothing from elsewhere, in no frame, with no referrer for others, and to keep no copy. */
@Singleton
final class PageHeaders {
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    void install(@Observes Filters filters) {
        FilterOrder.PAGE_HEADERS.register(filters, this::handle);
    }

    private void handle(RoutingContext context) {
        context.addHeadersEndHandler(ignored -> add(context.response().headers()));
        context.next();
    }

    static void add(MultiMap headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        String type = headers.get("Content-Type");
        if (type == null || !type.startsWith("text/html")) {
            return;
        }
        headers.set("Content-Security-Policy", CONTENT_POLICY);
        headers.set("X-Frame-Options", "DENY");
        if (!headers.contains("Referrer-Policy")) {
            // "no-referrer" would make browsers send "Origin: null" with our own forms, which then look foreign.
            headers.set("Referrer-Policy", "same-origin");
        }
        headers.set("Cache-Control", "no-store");
    }
}
