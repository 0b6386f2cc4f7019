package io.ilinknotify.status;

import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Problems;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.smallrye.common.annotation.RunOnVirtualThread;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code GET /status/notifications/{id}}: one notification's record for people; scripts have {@code /notifications/{id}}. */
@Path("/status/notifications")
@RunOnVirtualThread
final class DetailsResource {
    private final Outbox outbox;
    private final StatusPage page;

    DetailsResource(Outbox outbox, StatusPage page) {
        this.outbox = outbox;
        this.page = page;
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.TEXT_HTML)
    public String page(@PathParam("id") String id) {
        Optional<OutboxEntry> found =
                NotificationId.isValid(id) ? outbox.find(new NotificationId(id)) : Optional.empty();
        return page.html(found.orElseThrow(() -> new ProblemException(Problems.ofStatus(404))));
    }
}
