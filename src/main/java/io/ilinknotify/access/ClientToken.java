package io.ilinknotify.access;

import io.ilinknotify.http.Route;
import io.vertx.core.http.HttpServerRequest;

import java.util.Optional;

/**
 * Tokens where clients made for other services put them: in a query or a header of their own, and only on the routes of
 * clients that can do no other.
 */
final class ClientToken {
    private ClientToken() {}

    static Optional<String> of(HttpServerRequest request) {
        Route route = Route.of(request);
        return route.tokenHeader()
                .flatMap(name -> header(request, name))
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
}
