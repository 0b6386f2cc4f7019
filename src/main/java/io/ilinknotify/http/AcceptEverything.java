package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** A sender that accepts only what we do not make would get 406, and its alert would be lost. It gets our JSON. */
@Singleton
final class AcceptEverything {
    void install(@Observes Filters filters) {
        filters.register(AcceptEverything::handle, FilterOrder.ACCEPT);
    }

    private static void handle(RoutingContext context) {
        if (BodyLimit.isSender(context.request().path())) {
            context.request().headers().set(HttpHeaders.ACCEPT, "*/*");
        }
        context.next();
    }
}
