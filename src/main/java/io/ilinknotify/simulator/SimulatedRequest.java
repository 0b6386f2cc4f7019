package io.ilinknotify.simulator;

import io.netty.handler.codec.http.QueryStringDecoder;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request as it stood on the wire.
 *
 * @param method {@code GET}, {@code POST}, …
 * @param uri the path with its query, still encoded
 * @param headers by name, without regard to case; several values of one name are joined by {@code ", "}
 * @param body the body as UTF-8 text, empty when there was none
 */
public record SimulatedRequest(String method, String uri, Map<String, String> headers, String body) {
    public SimulatedRequest {
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = Collections.unmodifiableMap(byName);
    }

    /** The path without the query. */
    public String path() {
        return new QueryStringDecoder(uri).rawPath();
    }

    /** A query parameter, decoded; empty when it is not there. */
    public String parameter(String name) {
        return new QueryStringDecoder(uri)
                .parameters()
                .getOrDefault(name, List.of(""))
                .getFirst();
    }

    /** A header's value; empty when it is not there. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The token of {@code Authorization: Bearer …}; empty when there is none. */
    public String bearer() {
        String value = header("Authorization");
        return value.startsWith("Bearer ") ? value.substring("Bearer ".length()) : "";
    }
}
