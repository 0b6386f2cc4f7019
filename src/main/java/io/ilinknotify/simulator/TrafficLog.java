package io.ilinknotify.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What happened on this server, for the test's eyes. Guarded by the lock. */
final class TrafficLog {
    private static final int REQUESTS_KEPT = 20_000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<RecordedSend> sends = new ArrayList<>();
    private final Map<Endpoint, Integer> counts = new EnumMap<>(Endpoint.class);

    void request(Instant now, SimulatedRequest request) {
        if (requests.size() == REQUESTS_KEPT) {
            requests.removeFirst();
        }
        requests.add(new RecordedRequest(now, request));
    }

    void counted(Endpoint endpoint) {
        counts.merge(endpoint, 1, Integer::sum);
    }

    Violation violation(Instant now, String path, String rule) {
        var violation = new Violation(now, path, rule);
        violations.add(violation);
        return violation;
    }

    void withdraw(Violation violation) {
        violations.remove(violation);
    }

    void send(RecordedSend send) {
        sends.add(send);
    }

    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    List<RecordedSend> sends() {
        return List.copyOf(sends);
    }

    int count(Endpoint endpoint) {
        return counts.getOrDefault(endpoint, 0);
    }
}
