package io.ilinknotify.access;

import io.vertx.core.http.HttpServerRequest;

/** A way in that knows its sender by a signature over the body, which only it can check. Every bean of this type is asked. */
public interface SignedRoute {
    /**
     * Says that the request is for this way in and carries a signature that may be right, as far as its headers tell; its
     * body is then read, within the small budget of strangers, for the way in to check.
     */
    boolean isSigned(HttpServerRequest request);
}
