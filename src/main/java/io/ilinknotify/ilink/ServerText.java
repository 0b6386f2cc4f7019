package io.ilinknotify.ilink;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.http.HttpClosedException;

import javax.net.ssl.SSLException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a foreign text fit to be logged and shown: one line, short, and without our secrets. */
final class ServerText {
    private static final int LONGEST = 200;
    /** Behind it nothing is shown, so nothing is looked at. */
    private static final int LOOKED_AT = 1_000;
    /** So much of a secret is secret too: a server may cut what it repeats. */
    private static final int PIECE = 12;
    /** A shorter text is no secret, and would hide half of any sentence. */
    private static final int SHORTEST = 4;

    private static final String REDACTED = "[redacted]";

    private ServerText() {}

    /** A server may well repeat in its complaint what it was given, or a part of it. */
    static String of(String foreign, List<String> secrets) {
        return shortened(redacted(beginning(foreign), secrets), LONGEST);
    }

    /** Replaces each secret, and each run of at least {@value #PIECE} characters of one. Linear in both. */
    static String redacted(String text, List<String> secrets) {
        BitSet hidden = new BitSet();
        for (String secret :
                secrets.stream().filter(s -> s.length() >= SHORTEST).toList()) {
            int length = Math.min(PIECE, secret.length());
            Set<String> pieces = new HashSet<>();
            for (int i = 0; i + length <= secret.length(); i++) {
                pieces.add(secret.substring(i, i + length));
            }
            for (int i = 0; i + length <= text.length(); i++) {
                if (pieces.contains(text.substring(i, i + length))) {
                    hidden.set(i, i + length);
                }
            }
        }
        if (hidden.isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int end = 0;
        for (int from = hidden.nextSetBit(0); from >= 0; from = hidden.nextSetBit(end)) {
            shown.append(text, end, from).append(REDACTED);
            end = hidden.nextClearBit(from);
        }
        return shown.append(text, end, text.length()).toString();
    }

    static String shortened(String foreign, int longest) {
        String line =
                beginning(foreign).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
    }

    private static String beginning(String foreign) {
        return foreign.substring(0, Math.min(foreign.length(), LOOKED_AT));
    }

    /** Says in few words what went wrong on the network. */
    static String ofFailure(Throwable failure) {
        return switch (failure) {
            case UnknownHostException e -> "the name of the host is not known: " + message(e);
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
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private static String message(Throwable failure) {
        String text = failure.getMessage();
        return of(text == null ? failure.getClass().getSimpleName() : text, List.of());
    }
}
