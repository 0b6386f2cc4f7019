package io.ilinknotify.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.ilinknotify.health.FailFast;
import io.ilinknotify.store.StoreException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.common.util.URLUtils;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/** Answers with a problem whatever fails in a resource method, or before one is reached: no route, no access. */
@Singleton
final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    private static final Problem NOT_STORED =
            Problem.of(503, "not-stored", "Not stored", "It could not be stored. Please repeat the request later.");
    private static final Problem BAD_JSON =
            Problem.of(400, "bad-json", "Bad JSON", "The body is not the JSON that is expected here.");

    private final ProblemWriter writer;

    Failures(ProblemWriter writer) {
        this.writer = writer;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
        for (int status : new int[] {400, 404, 405, 406, 415}) {
            router.errorHandler(status, context -> writer.answer(context, Problems.ofStatus(status)));
        }
    }

    private void answer(RoutingContext context) {
        int status = context.statusCode();
        Throwable failure = context.failure();
        if (failure == null) {
            writer.answer(context, Problems.ofStatus(status));
            return;
        }
        Optional<Problem> told = told(failure);
        if (told.isEmpty() && status >= 400 && status < 500) {
            told = Optional.of(Problems.ofStatus(status));
        }
        writer.answer(context, told.orElseGet(() -> record(context.request(), failure)));
    }

    /**
     * Every exception that ends a resource method. Quarkus has mappers of its own for the specific ones, which would win over
     * the one for {@link RuntimeException}. An I/O error is not among them: the caller went away, or its body was cut, and
     * Quarkus REST deals with that alone.
     */
    @ServerExceptionMapper({
        ProblemException.class,
        StoreException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        ForbiddenException.class,
        MismatchedInputException.class,
        WebApplicationException.class,
        RuntimeException.class,
        Error.class
    })
    Response ofResource(Throwable failure, HttpServerRequest request) {
        Response.ResponseBuilder answer = Response.ok();
        if (failure instanceof WebApplicationException web) {
            Response made = web.getResponse();
            if (made.hasEntity() || made.getStatus() < 400) {
                return made;
            }
            answer = Response.fromResponse(made); // "Allow" and the like stay
        }
        Problem problem = told(failure).orElseGet(() -> record(request, failure));
        Problems.headers(problem, ProblemWriter.isBrowser(request)).forEach(answer::header);
        ForeignProblems.Told told = writer.told(request, problem);
        return answer.status(told.status())
                .type(told.type())
                .entity(told.body())
                .build();
    }

    /** The answer that an exception is; empty for a fault of ours. */
    private static Optional<Problem> told(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> told(wrapped.getCause());
            case ExecutionException wrapped when wrapped.getCause() != null -> told(wrapped.getCause());
            case ProblemException told -> Optional.of(told.problem());
            case StoreException stored -> Optional.of(NOT_STORED);
            case UnauthorizedException nobody -> Optional.of(Problems.unauthorized());
            case AuthenticationException nobody -> Optional.of(Problems.unauthorized());
            case ForbiddenException forbidden -> ofStatus(403);
            case RejectedExecutionException busy -> ofStatus(503);
            case WebApplicationException web when web.getCause() instanceof JacksonException -> Optional.of(BAD_JSON);
            case WebApplicationException web -> ofStatus(web.getResponse().getStatus());
            case HttpException http -> ofStatus(http.getStatusCode());
            case JacksonException unreadable -> Optional.of(BAD_JSON);
            case IllegalArgumentException undecodable when isOfDecoder(undecodable) -> ofStatus(400);
            case IOException gone -> ofStatus(400); // nobody reads the answer
            default -> Optional.empty();
        };
    }

    /** Recognizes a form whose percent signs stand for nothing: Quarkus REST has no other sign of it. */
    private static boolean isOfDecoder(IllegalArgumentException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().equals(URLUtils.class.getName());
    }

    /** 500 is never an answer: it has a cause that must stand in the log. */
    private static Optional<Problem> ofStatus(int status) {
        return status == 500 ? Optional.empty() : Optional.of(Problems.ofStatus(status));
    }

    /**
     * Writes a fault of ours down once, under an id that the answer names. The address is named by its route: a path may be a
     * link that opens a message, and its words are the sender's.
     */
    private static Problem record(HttpServerRequest request, Throwable fault) {
        FailFast.endIfOutOfMemory("A request", fault);
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.errorf(fault, "A request of the route %s failed, error id %s", Route.of(request), id);
        return Problems.internal(500, id);
    }
}
