package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sender that accepts only what we do not make would get 406, and its alert would be lost. It gets our JSON. On the
 * other routes what is accepted still chooses between a page and JSON, but is never worth an error.
 */
@Singleton
final class AcceptEverything {
    private static final Pattern RANGE = Pattern.compile("\\s*([\\w.+*-]+/[\\w.+*-]+)\\s*(?:;.*)?");
    private static final Pattern WEIGHT = Pattern.compile(";\\s*q=[01](?:\\.\\d{0,3})?\\s*(?:;|$)");

    void install(@Observes Filters filters) {
        filters.register(AcceptEverything::handle, FilterOrder.ACCEPT);
    }

    private static void handle(RoutingContext context) {
        MultiMap headers = context.request().headers();
        if (BodyLimit.isSender(context.request().path())) {
            headers.set(HttpHeaders.ACCEPT, "*/*");
        } else if (headers.contains(HttpHeaders.ACCEPT)) {
            headers.set(HttpHeaders.ACCEPT, lenient(String.join(",", headers.getAll(HttpHeaders.ACCEPT))));
        }
        context.next();
    }

    /** What can be read of it, and at last anything. */
    static String lenient(String accept) {
        Stream<String> known = Arrays.stream(accept.split(","))
                .filter(range -> RANGE.matcher(range).matches())
                .map(AcceptEverything::withWeightOnly);
        return Stream.concat(known, Stream.of("*/*;q=0.001")).collect(Collectors.joining(","));
    }

    private static String withWeightOnly(String range) {
        String type = range.replaceFirst(";.*", "").strip();
        Matcher weight = WEIGHT.matcher(range);
        return weight.find() ? type + weight.group().replaceFirst("\\s*;?$", "") : type;
    }
}
