package io.ilinknotify.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Signs of life of one thread. Its silence is counted in seconds in which the agent itself ran: neither a clock that is
 * set nor a machine that was suspended makes anybody late.
 */
public final class Heartbeat {
    /** A bean that the agent cannot do without, and whose work {@code live} therefore follows. */
    public interface Watched {
        /** Its signs of life; the same object at every call. */
        Heartbeat heartbeat();
    }

    private final String name;
    private final int longest;
    private final AtomicInteger silence = new AtomicInteger();

    /** Counts as fresh; {@code longest} is how long the thread's work may take from one sign of life to the next. */
    public Heartbeat(String name, Duration longest) {
        this.name = name;
        this.longest = Math.toIntExact(longest.toSeconds());
    }

    /** Shows that the work goes on. */
    public void beat() {
        silence.set(0);
    }

    /** The same, before a rest or a call that is meant to take this long. */
    public void beatBefore(Duration rest) {
        silence.set(Math.toIntExact(-rest.toSeconds()));
    }

    String name() {
        return name;
    }

    /** Another second has passed; {@code true} in the one that is too much. */
    boolean tick() {
        return silence.incrementAndGet() == longest + 1;
    }

    int silence() {
        return silence.get();
    }

    boolean isLate() {
        return silence.get() > longest;
    }
}
