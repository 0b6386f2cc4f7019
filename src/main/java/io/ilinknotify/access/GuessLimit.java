package io.ilinknotify.access;

import io.ilinknotify.http.CountedWarning;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Counts wrong tokens by the address that they come from, at the form and everywhere else. Beyond ten a minute each
 * wrong one costs its sender the connection, and the log says so once a minute. A right token always passes: senders
 * and the operator may share a guesser's address, that of a proxy for one, and must not be locked out by it. Guessing
 * itself is made hopeless by {@link NamedToken}, not by this.
 *
 * <p>The address is that of the connection; {@code X-Forwarded-For} counts only where {@code quarkus.http.proxy.*}
 * says that it is to be believed.
 */
@Singleton
final class GuessLimit {
    private static final Logger LOG = Logger.getLogger(GuessLimit.class);
    private static final int MOST = 10;
    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 1024;
    /** Whoever has one IPv6 address has all of its /64. */
    private static final int NETWORK_BYTES = 8;

    private final Clock clock;
    private final CountedWarning warning = new CountedWarning(LOG, "A wrong token came");
    /** How often in this span; the one that guessed longest ago comes first, and gives way. */
    private final SequencedMap<String, Integer> byAddress = new LinkedHashMap<>(16, 0.75f, true);

    private Instant ends = Instant.MIN;

    GuessLimit(Clock clock) {
        this.clock = clock;
    }

    /** Counts a wrong token; tells whether its address has guessed too often lately. */
    synchronized boolean wasWrong(@Nullable SocketAddress from) {
        Instant now = clock.instant();
        if (!now.isBefore(ends)) {
            byAddress.clear();
            ends = now.plus(SPAN);
        }
        String address = network(from);
        int guesses = byAddress.merge(address, 1, Integer::sum);
        if (byAddress.size() > MOST_ADDRESSES) {
            byAddress.pollFirstEntry();
        }
        warning.happened(address);
        return guesses > MOST;
    }

    /** The same at any route but the form: too many guesses cost their sender the connection. */
    void countWrong(HttpServerRequest request) {
        if (wasWrong(request.remoteAddress())) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** Never the words of a stranger: what is no address has no name. */
    private static String network(@Nullable SocketAddress from) {
        String host = from == null ? null : from.host();
        byte[] bytes = host == null ? null : NetUtil.createByteArrayFromIpAddressString(host);
        if (bytes == null) {
            return "an unknown address";
        }
        if (bytes.length == 4) {
            return NetUtil.bytesToIpAddress(bytes);
        }
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        return NetUtil.bytesToIpAddress(bytes) + "/64";
    }
}
