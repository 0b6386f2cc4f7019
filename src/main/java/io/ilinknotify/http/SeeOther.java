package io.ilinknotify.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Leads a browser from a form to a page of ours. The address stays relative: Quarkus REST would put the scheme and the
 * host before it as it sees them, and behind a proxy that ends TLS it sees {@code http}.
 */
public final class SeeOther {
    private SeeOther() {}

    /** {@code path} begins with a slash and is encoded already. */
    public static Response.ResponseBuilder to(String path) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path);
    }
}
