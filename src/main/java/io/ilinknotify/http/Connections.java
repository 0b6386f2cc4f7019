package io.ilinknotify.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jboss.logging.Logger;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The connections of one port. There is room for {@link #MOST}; when it is full, a new one takes the place of whoever deserves
 * it least, so that strangers who hold connections do not shut senders out. Once a second each is asked whether it has been
 * too slow.
 */
public final class Connections {
    /** More than 256 clients at once and the agent's own look at its port need: senders push nobody out. */
    static final int MOST = 320;

    /** An address may have this share of all before that is held against it: many addresses with one each are one attacker. */
    private static final int FAIR_SHARE = 16;

    private static final AttributeKey<Connections> OF_PORT = AttributeKey.valueOf("ilink-notify.connections");
    private static final CountedWarning EVICTED = warning("A connection was closed to make room for another");
    private static final CountedWarning REFUSED =
            warning("A connection was refused: all others have a valid token and are at work");

    /** Addresses remembered as senders'; only somebody with a token can add one. */
    private static final int MOST_SENDERS = 1_000;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Set<String> senders = ConcurrentHashMap.newKeySet();
    private final int most;
    private final LongSupplier nanos;

    Connections(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /**
     * Netty's way to see a connection before its first byte: Vert.x and Quarkus show it with its first request only, and
     * whoever never sends one would hold its place unseen. Found as a service.
     */
    @RegisterForReflection
    public static final class Hook extends ChannelInitializerExtension {
        /** Has to come before the first server starts; here, since the class around it would load Netty before Quarkus is ready. */
        public static void enable() {
            System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        }

        @Override
        public void postInitializeServerChildChannel(Channel channel) {
            Connections.of(channel.parent()).admit(channel);
        }
    }

    /** Gives the connections of a listening channel; they are watched until it closes. */
    static Connections of(Channel server) {
        Connections known = server.attr(OF_PORT).get();
        if (known != null) {
            return known;
        }
        Connections first = new Connections(MOST, System::nanoTime);
        server.attr(OF_PORT).set(first);
        Future<?> watch = server.eventLoop().scheduleWithFixedDelay(first::closeSlow, 1, 1, TimeUnit.SECONDS);
        server.closeFuture().addListener(closed -> watch.cancel(false));
        return first;
    }

    /** Takes a new connection in, on the thread that accepts. */
    void admit(Channel channel) {
        Connection connection = new Connection(channel, this, nanos);
        if (open.size() >= most) {
            Optional<Connection> victim = leastDeserving();
            if (victim.isEmpty()) {
                REFUSED.happened(connection.address());
                connection.refuse();
                return;
            }
            open.remove(victim.get());
            EVICTED.happened(victim.get().address());
            victim.get().close();
        }
        open.add(connection);
        channel.closeFuture().addListener(closed -> open.remove(connection));
        connection.watch();
    }

    void closeSlow() {
        open.forEach(Connection::closeIfSlow);
    }

    int size() {
        return open.size();
    }

    /** Remembers that a valid token came from this address. */
    void sends(String address) {
        if (senders.size() >= MOST_SENDERS) {
            senders.clear();
        }
        senders.add(address);
    }

    boolean isSender(String address) {
        return senders.contains(address);
    }

    /**
     * Strangers first, those before all that have had their chance; among equals those of the address that has most, if that
     * is more than its share, and then whoever has been there longest.
     */
    private Optional<Connection> leastDeserving() {
        Map<String, Long> ofAddress =
                open.stream().collect(Collectors.groupingBy(Connection::address, Collectors.counting()));
        return open.stream()
                .filter(connection -> connection.claim() != Connection.Claim.AT_WORK)
                .min(Comparator.comparing(Connection::claim)
                        .thenComparing(connection ->
                                -Math.max(most / FAIR_SHARE, ofAddress.getOrDefault(connection.address(), 0L)))
                        .thenComparing(connection -> -connection.idleNanos()));
    }

    static CountedWarning warning(String message) {
        return new CountedWarning(Logger.getLogger(Connections.class), message);
    }
}
