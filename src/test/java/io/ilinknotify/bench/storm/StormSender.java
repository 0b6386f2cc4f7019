package io.ilinknotify.bench.storm;

import io.ilinknotify.simulator.SimulatedIlink;

import java.time.Duration;
import java.util.Map;

/** Something that brings alerts to a phone, on a server and under a clock of its own. */
interface StormSender extends AutoCloseable {
    /** Takes an alert, now. */
    void post(Alert alert);

    /** The person writes, now, and the poll brings it. */
    void personWrites();

    /** There is a network from now on, or none. */
    void network(boolean there);

    /** From now on the server answers polls, or refuses them by {@code -14}. Only where a line breaks polls matter. */
    default void polls(boolean refused) {}

    /** Time passes, and the sender does its work in it. */
    void run(Duration time);

    /** The server that it talks to. */
    SimulatedIlink server();

    /** What it says of each alert, and what the phone shows of it. */
    Map<Alert, Fate> fates();

    @Override
    void close();
}
