package io.ilinknotify.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ilinknotify.health.FailFast;
import io.ilinknotify.store.StoreException;
import io.quarkus.arc.All;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Answers with a problem: what a filter refuses, and whatever fails in a resource method or before one is reached, for want of
 * a route or of a right.
 */
@Singleton
public final class ProblemWriter {
    private static final Logger LOG = Logger.getLogger(ProblemWriter.class);

    private static final Problem NOT_STORED =
            Refusal.notStored("It could not be stored.").problem();

    private final ObjectMapper json;
    private final List<ForeignProblems> foreign;

    public ProblemWriter(ObjectMapper json, @All List<ForeignProblems> foreign) {
        this.json = json;
        this.foreign = foreign;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        for (int status : new int[] {400, 404, 405, 415}) {
            router.errorHandler(status, context -> answer(context, Problem.ofStatus(status)));
        }
    }

    /** Ends the response, unless it was begun already. */
    public void answer(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        problem.headers(isBrowser(context.request())).forEach(response::putHeader);
        ForeignProblems.Told told = told(context.request(), problem);
        response.setStatusCode(told.status()).putHeader("Content-Type", told.type());
        response.end(Buffer.buffer(told.body()));
    }

    /** The problem as the client at this address knows it. */
    private ForeignProblems.Told told(HttpServerRequest request, Problem problem) {
        return foreign.stream()
                .flatMap(service -> service.told(request, problem).stream())
                .findFirst()
                .orElseGet(() -> ours(problem));
    }

    private ForeignProblems.Told ours(Problem problem) {
        try {
            byte[] body = json.writeValueAsBytes(problem.members());
            return new ForeignProblems.Told(problem.status(), Problem.MEDIA_TYPE, body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem has members that are no JSON", e);
        }
    }

    private static boolean isBrowser(HttpServerRequest request) {
        return request.getHeader("Sec-Fetch-Site") != null;
    }

    private void failed(RoutingContext context) {
        int status = context.statusCode();
        Throwable failure = context.failure();
        if (failure == null) {
            answer(context, Problem.ofStatus(status));
            return;
        }
        Optional<Problem> told = told(failure);
        if (told.isEmpty() && status >= 400 && status < 500) {
            told = Optional.of(Problem.ofStatus(status));
        }
        answer(context, told.orElseGet(() -> record(context.request(), failure)));
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
        problem.headers(isBrowser(request)).forEach(answer::header);
        ForeignProblems.Told told = told(request, problem);
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
            case UnauthorizedException nobody -> Optional.of(Problem.unauthorized());
            case AuthenticationException nobody -> Optional.of(Problem.unauthorized());
            case ForbiddenException forbidden -> ofStatus(403);
            case RejectedExecutionException busy -> ofStatus(503);
            case WebApplicationException web -> ofStatus(web.getResponse().getStatus());
            case HttpException http -> ofStatus(http.getStatusCode());
            case IOException gone -> ofStatus(400); // nobody reads the answer
            default -> Optional.empty();
        };
    }

    /** 500 is never an answer: it has a cause that must stand in the log. */
    private static Optional<Problem> ofStatus(int status) {
        return status == 500 ? Optional.empty() : Optional.of(Problem.ofStatus(status));
    }

    /**
     * Writes a fault of ours down once, under an id that the answer names. The address is named by its route: a path may be a
     * link that opens a message, and its words are the sender's.
     */
    private static Problem record(HttpServerRequest request, Throwable fault) {
        FailFast.endIfOutOfMemory("A request", fault);
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.errorf(fault, "A request of the route %s failed, error id %s", Route.of(request), id);
        return Problem.internal(500, id);
    }
}
