package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** The order of all filters. Quarkus authenticates at 200 and authorizes at 100. */
public enum FilterOrder {
    /** First of all: what comes after it sees one address for each thing, and no token in a path. */
    ADDRESS(1100),
    PUT(1095),
    CLIENT_ADDRESS(1090),
    STOPPING(900),
    REFUSED_BODY(850),
    ACCEPT(70),
    /** Whoever may not pass does not learn what is switched off. */
    CLIENT_SWITCH(60),
    CONTENT_TYPE(50),
    /** Only whoever may send gets room for a body. */
    BODY(40),
    LIST(30);

    private final int priority;

    FilterOrder(int priority) {
        this.priority = priority;
    }

    public void register(Filters filters, Handler<RoutingContext> filter) {
        filters.register(filter, priority);
    }
}
