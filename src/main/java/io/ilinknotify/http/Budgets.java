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
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * The budgets of requests. Bodies are read here once the token is known to be right, and handed on whole: no thread but the
 * event loop ever waits for a sender's bytes. What requests may take:
 *
 * <ul>
 *   <li>a body: {@link Route#largestBody()}, of which {@link #ALWAYS} for each connection without asking,
 *   <li>larger bodies: a {@link BodyRoom}, one for those who have shown a token, one for those who have not yet (Grafana's
 *       signature is over the body),
 *   <li>bodies that may hold files: {@link #ALWAYS} of each in memory, the rest on the volume, in a room of its own,
 *   <li>the time of a body: {@link #MOST}, ten times as much with files, and less when others wait for the room,
 *   <li>lists of notifications on their way at one time: {@link #LISTS}, since each is large, and its reader may be slow.
 * </ul>
 */
@Singleton
final class Budgets {
    /** Bodies up to this size always pass: all connections together cannot fill much with them. */
    static final int ALWAYS = 32 << 10;

    static final Duration MOST = Duration.ofSeconds(30);
    /** How long a body waits for room before its sender is asked to come again. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A body in chunks announces no length: it asks for as much again as it has, and for this much at first. */
    static final long FIRST_STEP = 64 << 10;

    /** On the volume; but the largest body always fits. */
    private static final long UPLOADS = 64 << 20;

    private static final int LISTS = 8;
    private static final Pattern TEXT =
            Pattern.compile("text/|application/(json|x-www-form-urlencoded|[^;]*\\+json)", Pattern.CASE_INSENSITIVE);
    private static final Problem TOO_MANY_LISTS =
            Problem.of(503, "busy", "Busy", "Too many lists are being read. Please repeat the request later.");

    private final ProblemWriter problems;
    private final BodyRoom known;
    private final BodyRoom unknown;
    private final BodyRoom uploads;
    private final UploadSpace space;
    private final Duration most;
    private final Duration patience;
    private final Semaphore lists = new Semaphore(LISTS);

    @Inject
    Budgets(ProblemWriter problems, UploadSpace space) {
        this(
                problems,
                new BodyRoom(bytesInFlight(Runtime.getRuntime().maxMemory()), System::nanoTime),
                new BodyRoom(Route.GRAFANA.largestBody(), System::nanoTime),
                new BodyRoom(Math.max(UPLOADS, space.largestBody()), System::nanoTime),
                space,
                MOST,
                PATIENCE);
    }

    Budgets(
            ProblemWriter problems,
            BodyRoom known,
            BodyRoom unknown,
            BodyRoom uploads,
            UploadSpace space,
            Duration most,
            Duration patience) {
        this.problems = problems;
        this.known = known;
        this.unknown = unknown;
        this.uploads = uploads;
        this.space = space;
        this.most = most;
        this.patience = patience;
    }

    /** A body is in memory several times over while it is read: a twelfth of the heap, but one of every size fits. */
    static long bytesInFlight(long heap) {
        return Math.max(Route.WEBHOOK.largestBody(), heap / 12);
    }

    void install(@Observes Filters filters) {
        FilterOrder.REFUSED_BODY.register(filters, Budgets::passBy);
        FilterOrder.BODY.register(filters, this::readBody);
        FilterOrder.LIST.register(filters, this::countList);
    }

    /** Throws away a body that nobody read, so that the connection can be used again. */
    static void passBy(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (hasBody(request)) {
            context.addEndHandler(answered -> request.resume());
        }
        context.next();
    }

    void readBody(RoutingContext context) {
        boolean hasToken = hasToken(context);
        if (hasToken) {
            Connection.trust(context.request().connection());
        }
        HttpServerRequest request = context.request();
        if (hasToken && hasBody(request) && mayHaveFiles(request)) {
            Duration longest = most.multipliedBy(10); // files come over slow lines, too
            new BodyReader(context, problems, uploads, Optional.of(space), true, longest, patience).start();
        } else if (hasBody(request)) {
            BodyRoom room = hasToken ? known : unknown;
            new BodyReader(context, problems, room, Optional.empty(), hasToken, most, patience).start();
        } else {
            context.next();
        }
    }

    private void countList(RoutingContext context) {
        if (Route.of(context.request()) != Route.NOTIFICATIONS) {
            context.next();
        } else if (lists.tryAcquire()) {
            context.addEndHandler(read -> lists.release());
            context.next();
        } else {
            problems.answer(context, TOO_MANY_LISTS);
        }
    }

    /** A body that says it is no mere text, or says nothing; what is packed is unpacked in memory. */
    private static boolean mayHaveFiles(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String query = request.query();
        return Route.of(request).takesFiles()
                && !request.headers().contains(HttpHeaders.CONTENT_ENCODING)
                && (type == null
                        || !TEXT.matcher(type).lookingAt()
                        || request.headers().contains("Filename")
                        || request.headers().contains("X-Filename")
                        || (query != null && query.contains("filename=")));
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
