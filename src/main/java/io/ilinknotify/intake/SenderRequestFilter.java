package io.ilinknotify.intake;

import io.ilinknotify.http.FilterOrder;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Route;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Brings what senders send into the form that Quarkus REST reads. */
@Singleton
final class SenderRequestFilter {
    private static final String HEADER = "Content-Type";
    private static final String NOTIFY = "/notify";

    void install(@Observes Filters filters) {
        FilterOrder.PUT.register(filters, SenderRequestFilter::post);
        FilterOrder.CONTENT_TYPE.register(filters, SenderRequestFilter::writeType);
    }

    /**
     * Leads {@code PUT} to {@code POST}: {@code /notify/report.pdf}, by which {@code curl -T report.pdf …/notify/} sends it,
     * to {@code /notify}, and Grafana, which can be set to either.
     */
    private static void post(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (!HttpMethod.PUT.equals(request.method()) || path == null) {
            context.next();
        } else if (path.startsWith(NOTIFY + "/")) {
            String name = path.substring(NOTIFY.length() + 1).replace("+", "%2B");
            String query = request.query() == null ? "" : "&" + request.query();
            context.reroute(HttpMethod.POST, NOTIFY + "?filename=" + name + query);
        } else if (path.equals(NOTIFY) || path.equals("/webhook/grafana")) {
            context.reroute(HttpMethod.POST, path + (request.query() == null ? "" : "?" + request.query()));
        } else {
            context.next();
        }
    }

    /**
     * Writes the {@code Content-Type} as the standard has it. Quarkus REST would answer a header that it cannot read with a
     * bare 400. {@code POST /notify} says what is wrong with it; the clients of other services cannot change it, and for them
     * an unreadable one counts as none.
     */
    private static void writeType(RoutingContext context) {
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
