package io.ilinknotify.http;

import io.vertx.core.http.HttpServerRequest;

import java.util.Optional;

/** Words the errors at addresses whose clients know another form than ours. Every bean of this type is asked. */
public interface ForeignProblems {
    /** An error in a form of another service's. */
    record Told(int status, String type, byte[] body) {}

    /** The error as the service would tell it; empty for any other address. */
    Optional<Told> told(HttpServerRequest request, Problem problem);
}
