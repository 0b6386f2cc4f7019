package io.ilinknotify.http;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The one table of the ways in: who may pass, how large a body may be, and whether a client may put its token into the
 * address. Every filter asks it. The first row that fits counts; what fits none is the
 * operator's, so that a new resource is never open by chance.
 */
@SuppressWarnings("ImmutableEnumChecker") // sets and lists by "of" never change
public enum Route {
    ASSETS(Access.OPEN, Largest.SMALL, "/assets/{file}"),
    MESSAGE_PAGE(Access.OPEN, Largest.SMALL, "/m/{link}"),
    OPERATOR_SIGN_IN(Access.OPEN, Largest.SMALL, "/login/operator"),
    LANGUAGE(Access.OPEN, Largest.SMALL, "/language"),
    BROWSER_FILES(Access.OPEN, Largest.SMALL, "/favicon.ico", "/robots.txt"),

    NOTIFY(Access.SENDER, Largest.NOTIFICATION, "/notify"),
    /** Clients made for other services: their own addresses lead here. */
    CLIENT(Access.SENDER, Largest.PAYLOAD, "/clients/{name}"),
    GRAFANA(Access.SENDER, Largest.PAYLOAD, "/webhook/grafana"),
    WEBHOOK(Access.SENDER, Largest.PAYLOAD, "/webhook/{name}"),

    NOTIFICATIONS(Access.READER, Largest.SMALL, Set.of("GET", "HEAD"), "/notifications", "/notifications/{id}"),
    /** Everything else. */
    OPERATOR(Access.OPERATOR, Largest.PAGE);

    /** Who may pass. */
    public enum Access {
        OPEN,
        SENDER,
        /** Whoever has a token; the route itself shows clients only what is theirs. */
        READER,
        OPERATOR
    }

    /** The largest bodies, in bytes. */
    private static final class Largest {
        /** A form with a token, or nothing. */
        private static final long SMALL = 4 << 10;
        /** The forms of the operator's pages, a payload to try a template with, and messages that hold their token. */
        private static final long PAGE = 64 << 10;
        /** A notification of somebody who knows us. */
        private static final long NOTIFICATION = 1 << 20;
        /** Alertmanager puts all alerts of a group into one payload. */
        private static final long PAYLOAD = 8 << 20;
    }

    private static final Route[] ALL = values();

    private final Access access;
    private final long largestBody;
    private final Set<String> methods;
    private final List<PathForm> forms;

    Route(Access access, long largestBody, String... paths) {
        this(access, largestBody, Set.of(), paths);
    }

    Route(Access access, long largestBody, Set<String> methods, String... paths) {
        this.access = access;
        this.largestBody = largestBody;
        this.methods = methods;
        this.forms = Arrays.stream(paths).map(PathForm::of).toList();
    }

    public static Route of(HttpServerRequest request) {
        return of(request.method().name(), request.path());
    }

    /** {@code path} is the raw path of the request, without the query. */
    public static Route of(String method, @Nullable String path) {
        if (path == null || isAmbiguous(path)) {
            return OPERATOR;
        }
        for (Route route : ALL) { // every request asks several times: no streams here
            if ((route.methods.isEmpty() || route.methods.contains(method)) && route.hasPath(path)) {
                return route;
            }
        }
        return OPERATOR;
    }

    /** Recognizes a method that changes nothing. */
    public static boolean isReading(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    public Access access() {
        return access;
    }

    public long largestBody() {
        return largestBody;
    }

    /** The same before a token is known: as much as is read in no time; but Grafana's signature is over all of its payload. */
    long largestBodyOfStrangers() {
        return this == GRAFANA ? largestBody : Math.min(largestBody, Largest.PAGE);
    }

    /** {@code true} where notifications come in. */
    public boolean isSender() {
        return access == Access.SENDER;
    }

    /** {@code true} where a body may be a file, or a form with files: it is then as large as files may be. */
    boolean takesFiles() {
        return this == NOTIFY || this == CLIENT;
    }

    /** {@code true} where the parameter {@code token} of the query may be the token: many senders can set nothing else. */
    public boolean takesTokenInQuery() {
        return this == CLIENT || this == GRAFANA || this == WEBHOOK;
    }

    /** The forms of the addresses that hold a free name, for the metrics of the server: {@code /m/.*=/m/{link}}. */
    public static List<String> measuredForms() {
        return Arrays.stream(values())
                .filter(route -> route.access != Access.READER) // Quarkus REST knows the forms of its own
                .flatMap(route -> route.forms.stream())
                .filter(PathForm::isPrefix)
                .map(form -> form.start + ".*=" + form.path)
                .toList();
    }

    private boolean hasPath(String path) {
        for (PathForm form : forms) {
            if (form.fits(path)) {
                return true;
            }
        }
        return false;
    }

    /** A path, or the beginning of those that end with a free name. */
    private record PathForm(String path, String start, boolean isPrefix) {
        static PathForm of(String path) {
            int name = path.indexOf('{');
            return new PathForm(path, name < 0 ? path : path.substring(0, name), name >= 0);
        }

        boolean fits(String asked) {
            return isPrefix ? asked.startsWith(start) : asked.equals(path);
        }
    }

    /** A path that a router may read in another way than this table does. */
    private static boolean isAmbiguous(String path) {
        return !path.startsWith("/")
                || path.contains("//")
                || path.contains("/.")
                || path.indexOf(';') >= 0
                || path.indexOf('\\') >= 0
                || path.indexOf('%') >= 0;
    }
}
