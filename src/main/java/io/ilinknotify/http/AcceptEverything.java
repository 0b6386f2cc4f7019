package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Nobody gets 406, by which a sender's alert would be lost, and a nonsensical wish is no fault: every address has one form of
 * answer. Only the question for the operator's token depends on the wish, and it comes before.
 */
@Singleton
final class AcceptEverything {
    void install(@Observes Filters filters) {
        FilterOrder.ACCEPT.register(filters, context -> {
            context.request().headers().set(HttpHeaders.ACCEPT, "*/*");
            context.next();
        });
    }
}
