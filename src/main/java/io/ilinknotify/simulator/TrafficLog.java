package io.ilinknotify.simulator;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The record of everything that happened on this server, for the test's eyes. Guarded by the lock. */
public final class TrafficLog {
    private static final int REQUESTS_KEPT = 20_000;

    public record SeenRequest(Instant at, @JsonUnwrapped SimulatedRequest request) {}

    /** A rule of the protocol that a client broke; {@code stolen …} is for two polls of one token at once. */
    public record Violation(Instant at, String path, String rule) {}

    final Deque<SeenRequest> requests = new ArrayDeque<>();
    final List<Violation> violations = new ArrayList<>();
    final List<RecordedSend> sends = new ArrayList<>();
    final Map<Endpoint, Integer> counts = new EnumMap<>(Endpoint.class);

    void request(Instant now, SimulatedRequest request) {
        if (requests.size() == REQUESTS_KEPT) {
            requests.removeFirst();
        }
        requests.add(new SeenRequest(now, request));
    }
}
