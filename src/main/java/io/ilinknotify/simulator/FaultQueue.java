package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.SimulatedAnswer.Body;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The faults that wait for their requests, and the answers that come of them. Guarded by the lock. */
final class FaultQueue {
    private final Map<Endpoint, Deque<Fault>> queued = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Fault> lasting = new EnumMap<>(Endpoint.class);

    void next(Endpoint endpoint, Fault fault) {
        queued.computeIfAbsent(endpoint, none -> new ArrayDeque<>()).add(fault);
    }

    void lasting(Endpoint endpoint, @Nullable Fault fault) {
        if (fault == null) {
            lasting.remove(endpoint);
        } else {
            lasting.put(endpoint, fault);
        }
    }

    void clear() {
        queued.clear();
        lasting.clear();
    }

    int waiting() {
        return queued.values().stream().mapToInt(Deque::size).sum();
    }

    Optional<Fault> take(Endpoint endpoint) {
        Deque<Fault> queue = queued.get(endpoint);
        Fault first = queue == null ? null : queue.poll();
        return Optional.ofNullable(first == null ? lasting.get(endpoint) : first);
    }

    /** Turns the right answer into what the client gets. */
    static SimulatedAnswer apply(Fault fault, SimulatedAnswer right) {
        return switch (fault) {
            case Fault.Refusal refusal -> Json.refusal(refusal.ret(), refusal.errmsg());
            case Fault.ErrorCode code ->
                Json.answer(Json.object().put("errcode", code.errcode()).put("errmsg", code.errmsg()));
            case Fault.Status status ->
                new Body(status.status(), "text/html", "<html><body><h1>" + status.status() + "</h1></body></html>");
            case Fault.Garbage garbage -> Body.json("<!doctype html>\u0000 not what {you \"expect");
            case Fault.Reset reset -> new SimulatedAnswer.Cut();
            case Fault.Silence silence -> new SimulatedAnswer.Silent();
            case Fault.WithoutId withoutId -> withoutId(withoutId, right);
            case Fault.Torn torn -> right instanceof Body body ? new SimulatedAnswer.Torn(body) : right;
            case Fault.Late late -> new SimulatedAnswer.Late(late.by(), right);
            case Fault.Drip drip ->
                right instanceof Body body ? new SimulatedAnswer.Dripping(drip.over(), body) : right;
        };
    }

    private static SimulatedAnswer withoutId(Fault.WithoutId fault, SimulatedAnswer right) {
        boolean taken = right instanceof Body body
                && Json.parse(body.body())
                        .filter(answer -> answer.has("message_id"))
                        .isPresent();
        ObjectNode without = fault.empty() ? Json.object() : Json.object().put("ret", 0);
        return taken ? Json.answer(without) : right;
    }
}
