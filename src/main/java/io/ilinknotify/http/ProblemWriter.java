package io.ilinknotify.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import jakarta.inject.Singleton;

/** Answers a request with a problem where no resource method is at hand: in filters, and when a route failed. */
@Singleton
public final class ProblemWriter {
    private final ObjectMapper json;

    public ProblemWriter(ObjectMapper json) {
        this.json = json;
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
        response.setStatusCode(problem.status()).putHeader("Content-Type", Problems.MEDIA_TYPE);
        response.end(Buffer.buffer(bytes(problem)));
    }

    byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsBytes(Problems.members(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem has members that are no JSON", e);
        }
    }

    static boolean isBrowser(HttpServerRequest request) {
        return request.getHeader("Sec-Fetch-Site") != null;
    }
}
