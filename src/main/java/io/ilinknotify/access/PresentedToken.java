package io.ilinknotify.access;

import io.ilinknotify.http.Route;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;

/** Finds the token in a request, right or wrong. */
final class PresentedToken {
    private PresentedToken() {}

    /**
     * In the {@code Authorization} header; else, on the routes of clients that can do no other, in the header or the
     * parameter of the query that the service they were made for reads.
     */
    static Optional<String> of(HttpServerRequest request) {
        Route route = Route.of(request);
        return inAuthorization(request.getHeader(HttpHeaders.AUTHORIZATION))
                .or(() -> route.tokenHeader().flatMap(name -> header(request, name)))
                .or(() -> route.tokenParameter().flatMap(name -> query(request, name)));
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).map(String::strip).filter(token -> !token.isEmpty());
    }

    private static Optional<String> query(HttpServerRequest request, String name) {
        try {
            return Optional.ofNullable(request.getParam(name)).filter(token -> !token.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the query cannot be decoded
        }
    }

    /** {@code Bearer <token>}, or {@code Basic} with the token as the password under any user name. */
    static Optional<String> inAuthorization(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        StringTokenizer words = new StringTokenizer(authorization);
        if (words.countTokens() != 2) {
            return Optional.empty();
        }
        return switch (words.nextToken().toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(words.nextToken());
            case "basic" -> password(words.nextToken());
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(pair.substring(colon + 1)).filter(p -> !p.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
