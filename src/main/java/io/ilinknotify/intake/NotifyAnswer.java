package io.ilinknotify.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.window.WindowView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The answer to {@code POST /notify}: the true state of what was stored. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotifyAnswer(
        String id, String state, @Nullable String reason, boolean duplicate, Window window, String href) {

    public static NotifyAnswer of(OutboxEntry entry, boolean duplicate, WindowView window) {
        NotificationId id = entry.notification().id();
        Instant closes = window.closesAt();
        return new NotifyAnswer(
                id.value(),
                entry.state().code(),
                entry.reason() == null ? null : entry.reason().code(),
                duplicate,
                // Never open beside a notification that is held because it is shut: a refusal does that before the
                // purse is spent.
                new Window(
                        window.open() && entry.reason() != Reason.WINDOW_SHUT,
                        window.remaining(),
                        closes == null ? null : closes.truncatedTo(ChronoUnit.MILLIS)),
                "/notifications/" + id.value());
    }

    /** 200 means that it is on its way to the phone, and nothing less does. */
    public Response response() {
        return Response.status(isSent() ? 200 : 202)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(this)
                .build();
    }

    boolean isSent() {
        return state.equals(State.SENT.code());
    }

    /** 409, with this answer's members beside the problem's own. */
    ProblemException notSent() {
        Problem problem = Problem.of(
                        409,
                        "not-sent",
                        "Stored, but not sent",
                        "It is stored and stays so; its state is " + state
                                + (reason == null ? "." : " (" + reason + ")."))
                .with("id", id)
                .with("state", state)
                .with("duplicate", duplicate)
                .with("window", window)
                .with("href", href);
        return new ProblemException(reason == null ? problem : problem.with("reason", reason));
    }

    /** The purse, as far as a sender is told of it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Window(
            boolean open,
            int remaining,
            @JsonProperty("closes_at") @Nullable Instant closesAt) {}
}
