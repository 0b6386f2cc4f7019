package io.ilinknotify.access;

import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.vertx.core.http.HttpServerRequest;

import jakarta.inject.Singleton;

/** Knows a sender by a token in the body, where the clients of some services put it. */
@Singleton
public class BodyTokens {
    private final TokenRegistry registry;
    private final GuessLimit limit;

    BodyTokens(TokenRegistry registry, GuessLimit limit) {
        this.registry = registry;
        this.limit = limit;
    }

    /**
     * The client whose token it is.
     *
     * @throws ProblemException 401 for a wrong one, which counts as every guess does
     */
    public String client(String token, HttpServerRequest request) {
        return registry.find(token).map(Caller::name).orElseThrow(() -> {
            if (!token.isEmpty()) {
                limit.countWrong(request);
            }
            return new ProblemException(Problem.unauthorized());
        });
    }
}
