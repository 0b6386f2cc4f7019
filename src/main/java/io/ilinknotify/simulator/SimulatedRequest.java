package io.ilinknotify.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
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
        int mark = uri.indexOf('?');
        return mark < 0 ? uri : uri.substring(0, mark);
    }

    /** A query parameter, decoded; empty when it is not there. */
    public String parameter(String name) {
        int mark = uri.indexOf('?');
        if (mark < 0) {
            return "";
        }
        for (String pair : uri.substring(mark + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
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

    @Override
    public String toString() {
        return "SimulatedRequest[" + method + " " + path() + "]";
    }
}
