package io.ilinknotify.it.attack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** One kind of attack: what it writes, how fast, from where, and what has come of it so far. */
public final class Attacker {
    /** What an attacker does with answers. */
    enum Reading {
        ALL,
        /** Some bytes a second, so that answers pile up in the agent. */
        SLOWLY,
        NEVER
    }

    private static final int OPENED_PER_SECOND = 30;

    final String name;
    final String address;
    final int connections;
    double perSecond = Double.MAX_VALUE;
    int bytesAtOnce = Integer.MAX_VALUE;
    long pauseMillis;
    long hangsUpAfterMillis = Long.MAX_VALUE;
    int opensPerSecond = OPENED_PER_SECOND;
    Reading reading = Reading.ALL;
    /** Whether the next request is written before the last one is answered. */
    boolean pipelines;

    private IntFunction<ByteBuffer> request = number -> ByteBuffer.allocate(0);
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private int requests;
    private int opened;
    private int refused;
    private int closed;
    private long written;

    private Attacker(String name, int host, int connections) {
        this.name = name;
        this.address = "127.0.0." + host;
        this.connections = connections;
    }

    /**
     * An attacker that says nothing yet.
     *
     * @param host the last number of its address
     */
    static Attacker of(String name, int host, int connections) {
        return new Attacker(name, host, connections);
    }

    /** What is written, {@code %d} in it is the number of the request. */
    Attacker writes(String text) {
        boolean same = !text.contains("%d");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return writes(number -> ByteBuffer.wrap(
                same ? bytes : text.replace("%d", Integer.toString(number)).getBytes(StandardCharsets.UTF_8)));
    }

    /** What is written, by the number of the request. */
    Attacker writes(IntFunction<ByteBuffer> requests) {
        this.request = requests;
        return this;
    }

    /** At most so many requests a second, over all connections. */
    Attacker perSecond(double most) {
        this.perSecond = most;
        return this;
    }

    /** Never more bytes than that before a pause. */
    Attacker slowly(int bytes, Duration pause) {
        this.bytesAtOnce = bytes;
        this.pauseMillis = pause.toMillis();
        return this;
    }

    /** What it does with answers. */
    Attacker reads(Reading how) {
        this.reading = how;
        return this;
    }

    /** Writes one request after the other without waiting for an answer. */
    Attacker pipelines() {
        this.pipelines = true;
        return this;
    }

    /** Resets each connection so long after its request. */
    Attacker hangsUpAfter(Duration time) {
        this.hangsUpAfterMillis = time.toMillis();
        return this;
    }

    /** Opens at most so many connections a second. */
    Attacker opens(int most) {
        this.opensPerSecond = most;
        return this;
    }

    ByteBuffer nextRequest() {
        return request.apply(requests++);
    }

    void wasOpened() {
        opened++;
    }

    void wasRefused() {
        refused++;
    }

    void wasClosed() {
        closed++;
    }

    void hasWritten(int bytes) {
        written += bytes;
    }

    void wasAnswered(int status) {
        statuses.merge(status, 1, Integer::sum);
    }

    /** What it did and what it got, in a line. */
    @Override
    public String toString() {
        String answers = statuses.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
        return "%-46s %-11s %7d requests %9.1f MB | %6d opened, %5d refused, %6d closed by the agent | %s"
                .formatted(name, address, requests, written / 1e6, opened, refused, closed, answers);
    }
}
