package io.ilinknotify.intake;

import io.ilinknotify.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Leads {@code PUT /notify/report.pdf}, by which {@code curl -T report.pdf …/notify/} sends it, to {@code /notify}. */
@Singleton
final class FileAddress {
    private static final String START = "/notify/";

    void install(@Observes Filters filters) {
        FilterOrder.FILE_ADDRESS.register(filters, FileAddress::lead);
    }

    private static void lead(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (!HttpMethod.PUT.equals(request.method()) || path == null || !path.startsWith(START)) {
            context.next();
            return;
        }
        String name = path.substring(START.length()).replace("+", "%2B");
        String query = request.query() == null ? "" : "&" + request.query();
        context.reroute(HttpMethod.PUT, "/notify?filename=" + name + query);
    }
}
