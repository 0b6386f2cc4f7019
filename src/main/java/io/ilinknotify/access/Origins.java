package io.ilinknotify.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out which page a browser's request comes from. */
final class Origins {
    private static final Pattern LOOPBACK = Pattern.compile(
            "(localhost|[a-z0-9.-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)])(:\\d*)?|::1|0:0:0:0:0:0:0:1",
            Pattern.CASE_INSENSITIVE);

    private Origins() {}

    /** Recognizes a host, with or without a port, that means this very machine. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /**
     * Judges whether a request that changes something comes from a page of ours. Browsers say so in {@code Sec-Fetch-Site}
     * (https and localhost) or by {@code Origin}; what says neither is no browser of this decade.
     *
     * @param publicUrl how people reach us when a proxy shows another {@code Host} to us
     */
    static Page of(HttpServerRequest request, Optional<URI> publicUrl) {
        String fetchSite = request.getHeader("Sec-Fetch-Site");
        if (fetchSite != null) {
            return fetchSite.equals("same-origin") || fetchSite.equals("none") ? Page.OURS : Page.FOREIGN;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return Page.UNKNOWN;
        }
        String host = request.getHeader(HttpHeaders.HOST);
        boolean ours = origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host)
                || publicUrl
                        .map(url -> url.getScheme() + "://" + url.getRawAuthority())
                        .filter(origin::equalsIgnoreCase)
                        .isPresent();
        return ours ? Page.OURS : Page.FOREIGN;
    }

    enum Page {
        OURS,
        FOREIGN,
        /** No browser says anything. */
        UNKNOWN
    }
}
