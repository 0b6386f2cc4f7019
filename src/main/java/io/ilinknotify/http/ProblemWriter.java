package io.ilinknotify.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import jakarta.inject.Singleton;
import java.util.List;

/** Answers a request with a problem where no resource method is at hand: in filters, and when a route failed. */
@Singleton
public final class ProblemWriter {
    private final ObjectMapper json;
    private final List<ForeignProblems> foreign;

    public ProblemWriter(ObjectMapper json, @All List<ForeignProblems> foreign) {
        this.json = json;
        this.foreign = foreign;
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
        Problems.headers(problem, isBrowser(context.request())).forEach(response::putHeader);
        ForeignProblems.Told told = told(context.request(), problem);
        response.setStatusCode(told.status()).putHeader("Content-Type", told.type());
        response.end(Buffer.buffer(told.body()));
    }

    /** The problem as the client at this address knows it. */
    ForeignProblems.Told told(HttpServerRequest request, Problem problem) {
        return foreign.stream()
                .flatMap(service -> service.told(request, problem).stream())
                .findFirst()
                .orElseGet(() -> ours(problem));
    }

    private ForeignProblems.Told ours(Problem problem) {
        try {
            byte[] body = json.writeValueAsBytes(Problems.members(problem));
            return new ForeignProblems.Told(problem.status(), Problems.MEDIA_TYPE, body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem has members that are no JSON", e);
        }
    }

    static boolean isBrowser(HttpServerRequest request) {
        return request.getHeader("Sec-Fetch-Site") != null;
    }
}
