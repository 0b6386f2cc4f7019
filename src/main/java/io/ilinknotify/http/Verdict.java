package io.ilinknotify.http;

import com.fasterxml.jackson.core.JacksonException;
import io.ilinknotify.store.StoreException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.handler.HttpException;
import org.jboss.resteasy.reactive.common.util.URLUtils;

import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/** What an exception that ended a request means. */
sealed interface Verdict {
    /** It is an answer. */
    record Answer(Problem problem) implements Verdict {}

    /** The caller went away; nobody reads an answer. */
    record Gone() implements Verdict {}

    /** A fault of ours: logged once, and told without details. */
    record Fault() implements Verdict {}

    static Verdict of(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case ExecutionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case ProblemException told -> new Answer(told.problem());
            case StoreException stored -> new Answer(Problems.notStored());
            case UnauthorizedException nobody -> new Answer(Problems.unauthorized());
            case AuthenticationException nobody -> new Answer(Problems.unauthorized());
            case ForbiddenException forbidden -> new Answer(Problems.ofStatus(403));
            case RejectedExecutionException busy -> new Answer(Problems.ofStatus(503));
            case WebApplicationException web when web.getCause() instanceof JacksonException -> badJson();
            case WebApplicationException web -> ofStatus(web.getResponse().getStatus());
            case HttpException http -> ofStatus(http.getStatusCode());
            case JacksonException unreadable -> badJson();
            case IllegalArgumentException undecodable when isOfDecoder(undecodable) -> ofStatus(400);
            case IOException gone -> new Gone();
            default -> new Fault();
        };
    }

    /** Quarkus REST throws this for a form whose percent signs stand for nothing; there is no other sign of it. */
    private static boolean isOfDecoder(IllegalArgumentException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().equals(URLUtils.class.getName());
    }

    private static Verdict badJson() {
        return new Answer(Problem.of(400, "bad-json", "Bad JSON", "The body is not the JSON that is expected here."));
    }

    /** 500 is never an answer: it has a cause that must stand in the log. */
    private static Verdict ofStatus(int status) {
        return status == 500 ? new Fault() : new Answer(Problems.ofStatus(status));
    }
}
