package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Reads bodies, once the token is known to be right, and hands them on whole: no thread but the event loop ever waits for a
 * sender's bytes. The budgets of all bodies:
 *
 * <ul>
 *   <li>{@link Route#largestBody()} for one,
 *   <li>{@link #ALWAYS} for each connection without asking,
 *   <li>a {@link BodyRoom} for what is larger: one for those who have shown a token, a small one for those of them who keep
 *       their room for a minute by {@code wait}, and one for those who have not yet (Grafana's signature is over the body),
 *   <li>{@link #MOST} of time, and less when others wait for the room.
 * </ul>
 */
@Singleton
final class Bodies {
    /** Bodies up to this size always pass: all connections together cannot fill much with them. */
    static final int ALWAYS = 32 << 10;

    static final Duration MOST = Duration.ofSeconds(30);
    /** How long a body waits for room before its sender is asked to come again. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A body in chunks announces no length: it asks for as much again as it has, and for this much at first. */
    static final long FIRST_STEP = 64 << 10;

    private final ProblemWriter problems;
    private final BodyRoom known;
    private final BodyRoom waiting;
    private final BodyRoom unknown;
    private final Duration most;
    private final Duration patience;

    @Inject
    Bodies(ProblemWriter problems) {
        this(
                problems,
                new BodyRoom(bytesInFlight(Runtime.getRuntime().maxMemory()), System::nanoTime),
                new BodyRoom(2 * Route.NOTIFY.largestBody(), System::nanoTime),
                new BodyRoom(Route.GRAFANA.largestBody(), System::nanoTime),
                MOST,
                PATIENCE);
    }

    Bodies(
            ProblemWriter problems,
            BodyRoom known,
            BodyRoom waiting,
            BodyRoom unknown,
            Duration most,
            Duration patience) {
        this.problems = problems;
        this.known = known;
        this.waiting = waiting;
        this.unknown = unknown;
        this.most = most;
        this.patience = patience;
    }

    /** A body is in memory several times over while it is read: a twelfth of the heap, but one of every size fits. */
    static long bytesInFlight(long heap) {
        return Math.max(Route.WEBHOOK.largestBody(), heap / 12);
    }

    void install(@Observes Filters filters) {
        FilterOrder.REFUSED_BODY.register(filters, Bodies::passBy);
        FilterOrder.BODY.register(filters, this::handle);
    }

    /** What is left of a body that nobody read is thrown away, so that the connection can be used again. */
    static void passBy(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (hasBody(request)) {
            context.addEndHandler(answered -> request.resume());
        }
        context.next();
    }

    void handle(RoutingContext context) {
        boolean hasToken = hasToken(context);
        if (hasToken) {
            Connection.trust(context.request().connection());
        }
        if (hasBody(context.request())) {
            BodyReader.Bounds bounds = new BodyReader.Bounds(
                    Route.of(context.request()).largestBody(), most, patience, room(context.request(), hasToken));
            new BodyReader(context, problems, bounds).start();
        } else {
            context.next();
        }
    }

    private BodyRoom room(HttpServerRequest request, boolean hasToken) {
        if (!hasToken) {
            return unknown;
        }
        String query = request.query();
        boolean waits = Route.of(request) == Route.NOTIFY
                && query != null
                && (query.contains("wait=") || query.indexOf('%') >= 0); // "w%61it" means the same
        return waits ? waiting : known;
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || (request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                        && !"0".equals(request.getHeader(HttpHeaders.CONTENT_LENGTH)));
    }

    private static boolean hasToken(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous();
    }
}
