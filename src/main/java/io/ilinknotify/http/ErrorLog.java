package io.ilinknotify.http;

import io.ilinknotify.health.FailFast;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Writes a fault of ours down once, under an id that the answer names. */
@Singleton
final class ErrorLog {
    private static final Logger LOG = Logger.getLogger(ErrorLog.class);

    /** The address is named by its route: a path may be a link that opens a message, and its words are the sender's. */
    Problem record(HttpServerRequest request, Throwable fault) {
        FailFast.endIfOutOfMemory("A request", fault);
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.errorf(fault, "A request of the route %s failed, error id %s", Route.of(request), id);
        return Problems.internal(500, id);
    }
}
