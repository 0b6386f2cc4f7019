package io.ilinknotify.status;

import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxQuery;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code /notifications}: the records of what was accepted. An operator sees and changes all; a client sees what it
 * sent, and of the rest not even that it exists.
 */
@Path("/notifications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class NotificationsResource {
    private static final String OPERATOR = "operator";
    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 500;
    /** A search reads all that is kept, while the sender waits to read. */
    private static final Problem SEARCH =
            Problem.of(403, "forbidden", "Not allowed", "Only the operator's token may search by 'q'.");

    private final Outbox outbox;
    private final SecurityIdentity identity;

    NotificationsResource(Outbox outbox, SecurityIdentity identity) {
        this.outbox = outbox;
        this.identity = identity;
    }

    @GET
    public NotificationPage list(@QueryParam("limit") @Nullable String limit, @Context UriInfo address) {
        OutboxQuery query = NotificationFilter.of(address.getQueryParameters())
                .query(limit == null || limit.isBlank() ? USUAL_LIMIT : limit(limit.strip()));
        Optional<String> client = onlyClient();
        if (client.isPresent() && query.words().isPresent()) {
            throw new ProblemException(SEARCH);
        }
        return NotificationPage.read(client.map(query::of).orElse(query), outbox::list);
    }

    @GET
    @Path("{id}")
    public NotificationJson one(@PathParam("id") String id) {
        return NotificationJson.of(visible(id));
    }

    /** 202: it waits again; whether it goes out shows later. */
    @POST
    @Path("{id}/retry")
    @ResponseStatus(202)
    @RolesAllowed(OPERATOR)
    public NotificationJson retry(@PathParam("id") String id) {
        OutboxEntry entry = visible(id);
        if (StatusLooks.canRetry(entry)) {
            entry = outbox.retry(entry.notification().id()).join().orElseThrow(NotificationsResource::notFound);
            if (entry.state() != State.SENT || hasFile(entry, State::isWaiting)) {
                return NotificationJson.of(entry);
            }
        }
        throw conflict(
                entry,
                "nothing-to-retry",
                "Nothing to retry",
                "Only what is finished without being sent, or held for good, can be retried");
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(OPERATOR)
    public NotificationJson cancel(@PathParam("id") String id) {
        OutboxEntry entry = outbox.cancel(idOf(id)).join().orElseThrow(NotificationsResource::notFound);
        if (entry.state() != State.CANCELLED && !hasFile(entry, State.CANCELLED::equals)) {
            throw conflict(entry, "too-late", "Too late to cancel", "Only what waits can be cancelled");
        }
        return NotificationJson.of(entry);
    }

    static boolean hasFile(OutboxEntry entry, Predicate<State> is) {
        return entry.attachments().stream().anyMatch(file -> is.test(file.state()));
    }

    private static ProblemException conflict(OutboxEntry entry, String code, String title, String rule) {
        String state = entry.state().code();
        return new ProblemException(Problem.of(409, code, title, rule + "; this one is " + state + ".")
                .with("state", state));
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

    private static int limit(String text) {
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > GREATEST_LIMIT) {
            throw Refusal.invalid("limit", "'limit' must be from 1 to " + GREATEST_LIMIT + ".");
        }
        return limit;
    }
}
