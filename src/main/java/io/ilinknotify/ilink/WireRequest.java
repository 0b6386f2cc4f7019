package io.ilinknotify.ilink;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it goes over the wire.
 *
 * @param uri the whole address, with its query
 * @param headers all of them, but for {@code Host}, {@code Content-Length} and {@code Connection}
 * @param body of a POST, JSON; empty for a GET
 */
record WireRequest(URI uri, Map<String, String> headers, Optional<String> body) {
    /** The query, the headers and the body hold secrets. */
    @Override
    public String toString() {
        return "WireRequest[" + (body.isPresent() ? "POST " : "GET ") + uri.getHost() + uri.getPath() + "]";
    }
}
