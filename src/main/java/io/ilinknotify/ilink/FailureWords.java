package io.ilinknotify.ilink;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.http.HttpClosedException;

import javax.net.ssl.SSLException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** Says in few words what went wrong on the network. */
final class FailureWords {
    private static final int DEEPEST = 10;

    private FailureWords() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case UnknownHostException e -> "the name of the host is not known: " + message(e);
            case ConnectTimeoutException e -> "no connection: " + message(e);
            case ProxyConnectException e -> "the proxy refused: " + message(e);
            case ConnectException e -> "no connection: " + message(e);
            case SSLException e -> "the TLS handshake failed: " + message(root(e));
            case HttpClosedException e -> "the connection was cut";
            case PrematureChannelClosureException e -> "the connection was cut";
            // Netty's own words would quote what the server wrote.
            case IllegalArgumentException e -> "the answer is not HTTP";
            default -> message(failure);
        };
    }

    static String seconds(Duration time) {
        return time.compareTo(Duration.ofSeconds(1)) < 0 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String message(Throwable failure) {
        String text = failure.getMessage();
        return Wording.of(text == null ? failure.getClass().getSimpleName() : text, List.of());
    }
}
