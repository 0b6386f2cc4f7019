package io.ilinknotify.http;

import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;

/**
 * Leads a browser from a form to a page of ours. The address stays relative: Quarkus REST would put the scheme and the
 * host before it as it sees them, and behind a proxy that ends TLS it sees {@code http}.
 */
public final class SeeOther {
    /** A path of ours with its query: never another host, which "//" or "\" would mean to a browser. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,1500}");

    private static final Pattern NOT_IN_ADDRESSES = Pattern.compile("[\"<>^`{|}]");

    private SeeOther() {}

    /** {@code path} begins with a slash and is encoded already. */
    public static Response.ResponseBuilder to(String path) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path);
    }

    /** {@code next}, encoded for a header, if it is a path of ours, else the first page. */
    public static String ownPath(@Nullable String next) {
        return next != null && OWN_PATH.matcher(next).matches()
                ? NOT_IN_ADDRESSES
                        .matcher(next)
                        .replaceAll(c -> "%%%02X".formatted((int) c.group().charAt(0)))
                : "/";
    }
}
