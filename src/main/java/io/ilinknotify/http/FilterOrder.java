package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** The order of all filters. Quarkus authenticates at 200 and authorizes at 100. */
public enum FilterOrder {
    /** Early, so that the answers of the other filters have the headers, too. */
    PAGE_HEADERS(1000),
    STOPPING(900),
    REFUSED_BODY(850),
    ACCEPT(800),
    /** Whoever may not pass does not learn what is switched off. */
    CLIENT_SWITCH(60),
    CONTENT_TYPE(50),
    /** Only whoever may send gets room for a body. */
    BODY(40),
    LONG_ANSWER(30);

    private final int priority;

    FilterOrder(int priority) {
        this.priority = priority;
    }

    public void register(Filters filters, Handler<RoutingContext> filter) {
        filters.register(filter, priority);
    }
}
