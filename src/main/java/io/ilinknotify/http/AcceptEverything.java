package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Nobody gets 406. A sender's alert would be lost by it, so what a sender accepts is not asked at all; elsewhere a wish
 * is met where it can be, and otherwise the answer is what there is.
 */
@Singleton
final class AcceptEverything {
    private static final String NAME = "[\\w!#$&^.+*-]+";
    private static final String RANGE =
            "\\s*" + NAME + "/" + NAME + "(\\s*;\\s*(q=[01](\\.\\d{0,3})?|(?!q=)" + NAME + "=" + NAME + "))*\\s*";
    private static final String ANYTHING = "*/*";
    /** Browsers write 150 characters; the pattern needs a place on the stack for each few. */
    private static final int LONGEST = 500;
    /** One media range after the other, with parameters that a parser can read. */
    private static final Pattern READABLE = Pattern.compile("(" + RANGE + ",)*" + RANGE);

    void install(@Observes Filters filters) {
        FilterOrder.ACCEPT.register(filters, AcceptEverything::handle);
    }

    private static void handle(RoutingContext context) {
        MultiMap headers = context.request().headers();
        if (headers.contains(HttpHeaders.ACCEPT)) {
            String wished = String.join(",", headers.getAll(HttpHeaders.ACCEPT));
            headers.set(HttpHeaders.ACCEPT, accepted(Route.of(context.request()), wished));
        }
        context.next();
    }

    static String accepted(Route route, String wished) {
        boolean asked = !route.isSender()
                && wished.length() <= LONGEST
                && READABLE.matcher(wished).matches();
        return asked ? wished + ", " + ANYTHING + ";q=0.001" : ANYTHING;
    }
}
