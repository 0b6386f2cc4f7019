package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Acceptance.Accepted;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.window.WindowView;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The answer to {@code POST /notify}: the true state of what was stored. */
public record NotifyAnswer(State state, ObjectNode members) {
    public static NotifyAnswer of(Accepted accepted, WindowView window) {
        OutboxEntry entry = accepted.entry();
        String id = entry.notification().id().value();
        Reason reason = entry.reason();
        Instant closes = window.closesAt();
        ObjectNode members = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("state", entry.state().code());
        if (reason != null) {
            members.put("reason", reason.code());
        }
        members.put("duplicate", accepted.duplicate())
                .putObject("window")
                // Never open beside a notification that is held because it is shut: a refusal does that before the
                // purse is spent.
                .put("open", window.open() && reason != Reason.WINDOW_SHUT)
                .put("remaining", window.remaining())
                .put(
                        "closes_at",
                        closes == null
                                ? null
                                : closes.truncatedTo(ChronoUnit.MILLIS).toString());
        return new NotifyAnswer(entry.state(), members.put("href", "/notifications/" + id));
    }

    /** 200 means that it is on its way to the phone, and nothing less does. */
    public Response response() {
        return Response.status(isSent() ? 200 : 202)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(members.toString())
                .build();
    }

    boolean isSent() {
        return state == State.SENT;
    }

    /** 409, with this answer's members beside the problem's own. */
    ProblemException notSent() {
        String reason = members.has("reason") ? " (" + members.get("reason").asText() + ")" : "";
        Problem problem = Problem.of(
                409,
                "not-sent",
                "Stored, but not sent",
                "It is stored and stays so; its state is " + state.code() + reason + ".");
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return new ProblemException(problem);
    }
}
