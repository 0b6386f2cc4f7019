package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.Fault.When;
import io.ilinknotify.simulator.SimulatedAnswer.Body;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The faults that wait for their requests, and what a fault makes of an answer. Guarded by the lock. */
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

    /** Whether the request never gets to have its effect. */
    static boolean comesFirst(Fault fault) {
        return switch (fault) {
            case Fault.Refusal refusal -> true;
            case Fault.ErrorCode code -> true;
            case Fault.Status status -> status.when() == When.BEFORE_DELIVERY;
            case Fault.Garbage garbage -> garbage.when() == When.BEFORE_DELIVERY;
            case Fault.Reset reset -> reset.when() == When.BEFORE_DELIVERY;
            case Fault.Silence silence -> silence.when() == When.BEFORE_DELIVERY;
            case Fault.WithoutId withoutId -> false;
            case Fault.Torn torn -> false;
            case Fault.Late late -> false;
            case Fault.Drip drip -> false;
        };
    }

    /** What the client gets instead of the right answer. */
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
        if (!(right instanceof Body body)) {
            return right;
        }
        Optional<ObjectNode> answer = Json.parse(body.body());
        if (answer.isEmpty() || !answer.get().has("message_id")) {
            return right;
        }
        return Json.answer(fault.empty() ? Json.object() : Json.object().put("ret", 0));
    }
}
