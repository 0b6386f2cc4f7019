package io.ilinknotify.http;

import io.ilinknotify.health.FailFast;
import org.jboss.logging.Logger;

import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Writes a fault of ours down once, under an id that the answer names. */
@Singleton
final class ErrorLog {
    private static final Logger LOG = Logger.getLogger(ErrorLog.class);

    /** {@code path} comes without the query, which may hold a token; the mark that opens a message's page is cut out here. */
    Problem record(String method, String path, Throwable fault) {
        FailFast.endIfOutOfMemory("A request", fault);
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.errorf(fault, "%s %s failed, error id %s", method, path.replaceFirst("^(/m/[^-]*-).*", "$1…"), id);
        return Problems.internal(500, id);
    }
}
