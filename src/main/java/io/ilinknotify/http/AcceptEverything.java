package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * A sender that accepts only what we do not make would get 406, and its alert would be lost. It gets our JSON. On the
 * other routes what is accepted still chooses between a page and JSON, but nothing else is worth an error.
 */
@Singleton
final class AcceptEverything {
    void install(@Observes Filters filters) {
        filters.register(AcceptEverything::handle, FilterOrder.ACCEPT);
    }

    private static void handle(RoutingContext context) {
        MultiMap headers = context.request().headers();
        if (BodyLimit.isSender(context.request().path())) {
            headers.set(HttpHeaders.ACCEPT, "*/*");
        } else if (headers.contains(HttpHeaders.ACCEPT)) {
            headers.set(HttpHeaders.ACCEPT, String.join(",", headers.getAll(HttpHeaders.ACCEPT)) + ",*/*;q=0.01");
        }
        context.next();
    }
}
