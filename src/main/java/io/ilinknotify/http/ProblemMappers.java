package io.ilinknotify.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.ilinknotify.store.StoreException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Every exception that ends a resource method becomes a problem. The specific types are listed because Quarkus has
 * mappers of its own for them, which would win over the one for {@link RuntimeException}.
 */
@Singleton
final class ProblemMappers {
    /** Headers of an answer that Quarkus REST made, such as {@code Allow}, stay; those of its body do not. */
    private static final Set<String> OF_THE_BODY = Set.of("content-type", "content-length");

    private final ProblemWriter writer;
    private final ErrorLog errors;

    ProblemMappers(ProblemWriter writer, ErrorLog errors) {
        this.writer = writer;
        this.errors = errors;
    }

    @ServerExceptionMapper
    Response told(ProblemException e, HttpServerRequest request) {
        return response(e, request);
    }

    @ServerExceptionMapper
    Response notStored(StoreException e, HttpServerRequest request) {
        return response(e, request);
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e, HttpServerRequest request) {
        return response(e, request);
    }

    @ServerExceptionMapper
    Response wrongToken(AuthenticationFailedException e, HttpServerRequest request) {
        return response(e, request);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, HttpServerRequest request) {
        return response(e, request);
    }

    @ServerExceptionMapper
    Response unreadable(MismatchedInputException e, HttpServerRequest request) {
        return response(e, request);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e, HttpServerRequest request) {
        Response made = e.getResponse();
        if (made.hasEntity() || made.getStatus() < 400) {
            return made;
        }
        Response.ResponseBuilder answer = Response.fromResponse(response(e, request));
        made.getStringHeaders().forEach((name, values) -> {
            if (!OF_THE_BODY.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer.build();
    }

    @ServerExceptionMapper
    Response anything(RuntimeException e, HttpServerRequest request) {
        return response(e, request);
    }

    /** An I/O error means that the caller went away, or that its body was cut: Quarkus REST deals with that alone. */
    @ServerExceptionMapper
    Response worse(Error e, HttpServerRequest request) {
        return response(e, request);
    }

    private Response response(Throwable e, HttpServerRequest request) {
        Problem problem = switch (Verdict.of(e)) {
            case Verdict.Answer(Problem told) -> told;
            case Verdict.Gone gone -> Problems.ofStatus(400);
            case Verdict.Fault fault -> errors.record(request, e);
        };
        Response.ResponseBuilder answer = Response.status(problem.status())
                .header(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .entity(writer.bytes(problem));
        for (Map.Entry<String, String> header :
                Problems.headers(problem, ProblemWriter.isBrowser(request)).entrySet()) {
            answer.header(header.getKey(), header.getValue());
        }
        return answer.build();
    }
}
