package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Writes what stands at the head of a request in the one form that everything after it reads.
 *
 * <p>The address as the standard has it: raw UTF-8 and signs that have to be escaped are, several slashes
 * are one, none is at the end, and the host that some proxies leave before the path is gone. Senders are built of variables, of
 * which one may be empty or a sentence.
 *
 * <p>{@code Accept}: nobody gets 406, by which a sender's alert would be lost, and a nonsensical wish is no fault, since every
 * address has one form of answer. Only the question for the operator's token depends on the wish, and it comes before.
 */
@Singleton
public final class RequestHead {
    private static final String PROPERTY = "vertx.disableURIValidation";
    private static final String TO_BE_ESCAPED = "\"<>\\^`{|}#";
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    /** All that Vert.x takes for scheme and host when it looks for the path. */
    private static final Pattern HOST = Pattern.compile("^(?!/).*?://[^/?]*/?", Pattern.DOTALL);

    /** Has to come before the first server starts: Quarkus would answer 400 before anything of ours is asked. */
    public static void tidyAddresses() {
        System.setProperty(PROPERTY, "true");
    }

    void install(@Observes Filters filters) {
        FilterOrder.ADDRESS.register(filters, RequestHead::tidy);
        FilterOrder.ACCEPT.register(filters, context -> {
            context.request().headers().set(HttpHeaders.ACCEPT, "*/*");
            context.next();
        });
    }

    private static void tidy(RoutingContext context) {
        String uri = context.request().uri();
        String tidy = tidy(uri);
        if (tidy.equals(uri)) {
            context.next();
        } else {
            context.reroute(context.request().method(), tidy);
        }
    }

    static String tidy(String whole) {
        String uri = HOST.matcher(whole).replaceFirst("/");
        if (!uri.startsWith("/")) {
            return uri;
        }
        int query = uri.indexOf('?') < 0 ? uri.length() : uri.indexOf('?');
        String path = SLASHES.matcher(uri.substring(0, query)).replaceAll("/");
        boolean slash = path.length() > 1 && path.endsWith("/");
        return escaped((slash ? path.substring(0, path.length() - 1) : path) + uri.substring(query));
    }

    private static String escaped(String uri) {
        StringBuilder tidy = new StringBuilder(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            boolean stray = c == '%'
                    && !(i + 2 < uri.length()
                            && HexFormat.isHexDigit(uri.charAt(i + 1))
                            && HexFormat.isHexDigit(uri.charAt(i + 2)));
            if (c <= ' ' || c >= 0x7F || stray || TO_BE_ESCAPED.indexOf(c) >= 0) {
                // The server hands bytes on as characters.
                tidy.append('%').append(UPPER.toHighHexDigit(c)).append(UPPER.toLowHexDigit(c));
            } else {
                tidy.append(c);
            }
        }
        return tidy.toString();
    }
}
