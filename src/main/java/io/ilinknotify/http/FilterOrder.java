package io.ilinknotify.http;

/** The order of the filters, the highest first. Quarkus authenticates at 200 and authorizes at 100. */
final class FilterOrder {
    static final int STOPPING = 900;
    static final int DEADLINE = 850;
    static final int ACCEPT = 800;
    /** Only whoever may send gets room for a body. */
    static final int BODY = 50;

    private FilterOrder() {}
}
