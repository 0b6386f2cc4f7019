package io.ilinknotify.intake;

import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * {@code /notifications}: what was accepted and how it stands. An operator sees and changes all; a client sees what it
 * sent, and of the rest not even that it exists.
 */
@Path("/notifications")
@RunOnVirtualThread
class NotificationsResource {
    private static final String OPERATOR = "operator";

    private final Outbox outbox;
    private final SecurityIdentity identity;

    NotificationsResource(Outbox outbox, SecurityIdentity identity) {
        this.outbox = outbox;
        this.identity = identity;
    }

    @GET
    public Response list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("before") @Nullable String before) {
        return json(200, NotificationPage.read(ListParameters.parse(state, limit, before, onlyClient()), outbox::list));
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id) {
        return json(200, NotificationJson.of(visible(id)));
    }

    /** 202: it waits again; whether it goes out shows later. */
    @POST
    @Path("{id}/retry")
    @RolesAllowed(OPERATOR)
    public Response retry(@PathParam("id") String id) {
        OutboxEntry before = visible(id);
        if (!canBeRetried(before)) {
            throw nothingToRetry(before);
        }
        OutboxEntry after =
                outbox.retry(before.notification().id()).join().orElseThrow(NotificationsResource::notFound);
        if (after.state() == State.SENT) {
            throw nothingToRetry(after);
        }
        return json(202, NotificationJson.of(after));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(OPERATOR)
    public Response cancel(@PathParam("id") String id) {
        OutboxEntry entry = outbox.cancel(idOf(id)).join().orElseThrow(NotificationsResource::notFound);
        if (entry.state() != State.CANCELLED) {
            throw new ProblemException(Problem.of(
                            409,
                            "too-late",
                            "Too late to cancel",
                            "Only what waits can be cancelled; this one is "
                                    + entry.state().code() + ".")
                    .with("state", entry.state().code()));
        }
        return json(200, NotificationJson.of(entry));
    }

    /** The type is given here, so that no {@code Accept} can lead to 406: there is but one form. */
    private static Response json(int status, Object answer) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer)
                .build();
    }

    private static boolean canBeRetried(OutboxEntry entry) {
        return switch (entry.state()) {
            case UNCONFIRMED, UNKNOWN, FAILED, EXPIRED, SUPERSEDED, CANCELLED -> true;
            case HELD -> entry.reason() != null && entry.reason().isOwn();
            case QUEUED, SENDING, SENT -> false;
        };
    }

    private static ProblemException nothingToRetry(OutboxEntry entry) {
        return new ProblemException(Problem.of(
                        409,
                        "nothing-to-retry",
                        "Nothing to retry",
                        "Only what is finished without being sent, or held for good, can be retried; this one is "
                                + entry.state().code() + ".")
                .with("state", entry.state().code()));
    }

    private OutboxEntry visible(String id) {
        return outbox.find(idOf(id))
                .filter(entry -> onlyClient()
                        .map(entry.notification().content().client()::equals)
                        .orElse(true))
                .orElseThrow(NotificationsResource::notFound);
    }

    /** Whose notifications may be seen; empty for all. */
    private Optional<String> onlyClient() {
        return identity.hasRole(OPERATOR)
                ? Optional.empty()
                : Optional.of(identity.getPrincipal().getName());
    }

    private static NotificationId idOf(String text) {
        if (!NotificationId.isValid(text)) {
            throw notFound();
        }
        return new NotificationId(text);
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.of(
                404, "not-found", "Not found", "There is no such notification, or it is no longer retained."));
    }
}
