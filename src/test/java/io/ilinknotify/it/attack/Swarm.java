package io.ilinknotify.it.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Many attackers at once on one thread, until they are told to stop or their time is over. */
public final class Swarm implements AutoCloseable {
    private static final int TICK_MILLIS = 10;
    private static final int BUFFER = 64 * 1024;

    private final InetSocketAddress agent;
    private final List<Troop> troops;
    private final long end;
    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private volatile boolean stopped;
    private long longestPause;

    /** The connections of one attacker, and what it may do just now. */
    private static final class Troop {
        private final Attacker attacker;
        private final List<Connection> connections = new ArrayList<>();
        private double requests;
        private double opens;

        private Troop(Attacker attacker) {
            this.attacker = attacker;
        }
    }

    private Swarm(int port, List<Attacker> attackers, long end) {
        this.agent = new InetSocketAddress("127.0.0.1", port);
        this.troops = attackers.stream().map(Troop::new).toList();
        this.end = end;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.thread = Thread.ofPlatform().name("attackers").daemon().unstarted(this::run);
    }

    /** Attacks the agent on that port for at most so many seconds. */
    public static Swarm attack(int port, List<Attacker> attackers, long seconds) {
        Swarm swarm = new Swarm(port, attackers, now() + TimeUnit.SECONDS.toMillis(seconds));
        swarm.thread.start();
        return swarm;
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void run() {
        long last = now();
        while (!stopped && last < end) {
            try {
                selector.select(TICK_MILLIS);
                long now = now();
                selector.selectedKeys().forEach(key -> guarded(now, (Connection) key.attachment(), true));
                selector.selectedKeys().clear();
                if (now - last >= TICK_MILLIS) {
                    longestPause = Math.max(longestPause, now - last);
                    double seconds = (now - last) / 1000.0;
                    last = now;
                    troops.forEach(troop -> tick(troop, now, seconds));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        troops.forEach(troop -> troop.connections.forEach(Connection::reset));
    }

    private void guarded(long now, Connection connection, boolean ready) {
        try {
            if (ready) {
                connection.ready(now, buffer);
            } else {
                connection.tick(now, buffer);
            }
        } catch (IOException e) {
            connection.attacker.wasClosed();
            connection.reset();
        }
    }

    private void tick(Troop troop, long now, double seconds) {
        Attacker attacker = troop.attacker;
        troop.connections.removeIf(connection -> !connection.isOpen());
        troop.opens = Math.min(attacker.opensPerSecond, troop.opens + seconds * attacker.opensPerSecond);
        while (troop.connections.size() < attacker.connections && troop.opens >= 1) {
            troop.opens--;
            open(troop);
        }
        // What could not be done in time is not made up for: a burst would measure the machine.
        troop.requests = Math.min(Math.max(1, attacker.perSecond / 10), troop.requests + seconds * attacker.perSecond);
        for (Connection connection : troop.connections) {
            if (troop.requests >= 1 && connection.isIdle()) {
                troop.requests--;
                connection.begin(now);
            }
            guarded(now, connection, false);
        }
    }

    private void open(Troop troop) {
        try {
            troop.connections.add(Connection.open(troop.attacker, agent, selector));
        } catch (IOException e) {
            troop.attacker.wasRefused();
        }
    }

    /** What each of them did and got, and how long the machine let them wait. */
    public String report() {
        return troops.stream().map(troop -> troop.attacker.toString()).collect(Collectors.joining("\n"))
                + "\nlongest pause of the attackers: " + longestPause + " ms";
    }

    /** Whether they attack still. */
    public boolean isAttacking() {
        return thread.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        selector.wakeup();
        thread.join();
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
