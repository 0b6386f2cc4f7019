package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.Fault.Timing;
import io.ilinknotify.simulator.SimulatedAnswer.Body;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The faults that wait for their requests, and the answers that come of them. Guarded by the lock. */
final class FaultQueue {
    private final Map<Endpoint, Deque<Fault>> queued = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Lasting> lasting = new EnumMap<>(Endpoint.class);

    /** A fault of every request until then, or until {@code notifystart}; {@link Instant#MAX} is for good. */
    private record Lasting(Fault fault, Instant until, boolean untilStart) {}

    void next(Endpoint endpoint, Fault fault) {
        queued.computeIfAbsent(endpoint, none -> new ArrayDeque<>()).add(fault);
    }

    void lasting(Endpoint endpoint, Fault fault, Instant until, boolean untilStart) {
        lasting.put(endpoint, new Lasting(fault, until, untilStart));
    }

    /** {@code notifystart} brings back what waits for it. */
    void started() {
        lasting.values().removeIf(Lasting::untilStart);
    }

    void clear() {
        queued.clear();
        lasting.clear();
    }

    int waiting() {
        return queued.values().stream().mapToInt(Deque::size).sum();
    }

    Optional<Fault> take(Endpoint endpoint, Instant now) {
        Optional<Fault> next = next(endpoint, now);
        Optional.ofNullable(queued.get(endpoint)).ifPresent(Deque::poll);
        return next;
    }

    /** The fault of the next request, which stays. */
    Optional<Fault> next(Endpoint endpoint, Instant now) {
        return Optional.ofNullable(queued.get(endpoint)).map(Deque::peek).or(() -> lasting(endpoint, now));
    }

    private Optional<Fault> lasting(Endpoint endpoint, Instant now) {
        lasting.values().removeIf(fault -> !now.isBefore(fault.until()));
        return Optional.ofNullable(lasting.get(endpoint)).map(Lasting::fault);
    }

    /** The fault that answers what is held: nothing is handed out any more. */
    Optional<Fault> ofHeld(Endpoint endpoint, Instant now) {
        return lasting(endpoint, now).filter(fault -> fault.when() == Timing.BEFORE_DELIVERY);
    }

    /** Turns the right answer into what the client gets. */
    static SimulatedAnswer apply(Fault fault, SimulatedAnswer right) {
        if (right instanceof SimulatedAnswer.Held(HeldRequest request)) {
            request.twist(answer -> apply(fault, answer));
        }
        if (!(right instanceof Body body)) {
            return right;
        }
        return switch (fault) {
            case Fault.RefusedCall refusal -> Json.refusal(refusal.ret(), refusal.errmsg());
            case Fault.Status status ->
                new Body(status.status(), "text/html", "<html><body><h1>" + status.status() + "</h1></body></html>");
            case Fault.Garbage garbage -> Body.json("<!doctype html>\u0000 not what {you \"expect");
            case Fault.Reset reset -> new SimulatedAnswer.Cut();
            case Fault.Silence silence -> new SimulatedAnswer.Silent();
            case Fault.WithoutId without -> {
                ObjectNode answer =
                        without.empty() ? Json.object() : Json.object().put("ret", 0);
                yield body.body().contains("message_id") ? Json.answer(answer) : body;
            }
            case Fault.NoUploadUrl noUrl -> Json.answer(Json.object().put("ret", 0));
            case Fault.RefusedUpload refusal -> Cdn.refused(refusal.status(), refusal.reason());
            case Fault.WithoutReference without -> new Body(body.status(), body.contentType(), body.body());
            case Fault.ShownLate shownLate -> body;
            case Fault.Late late -> new SimulatedAnswer.Late(late.by(), body);
        };
    }
}
