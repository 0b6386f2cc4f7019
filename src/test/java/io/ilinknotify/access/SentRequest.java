package io.ilinknotify.access;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Map;

/** The head of a request, as far as access looks at it. */
record SentRequest(HttpMethod method, String path, Map<String, String> headers) {
    HttpServerRequest asVertxHasIt() {
        return (HttpServerRequest) Proxy.newProxyInstance(
                SentRequest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, asked, arguments) -> switch (asked.getName()) {
                    case "method" -> method;
                    case "path" -> path;
                    case "getHeader" -> headers.get(arguments[0].toString().toLowerCase(Locale.ROOT));
                    default -> throw new UnsupportedOperationException(asked.getName());
                });
    }
}
