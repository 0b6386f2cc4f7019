package io.ilinknotify.status;

import io.ilinknotify.http.PageLanguage;
import io.ilinknotify.http.PageWords;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.status.MessagePageResource.MessagePages;
import io.ilinknotify.status.StatusResource.Done;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** For people: {@code GET /} with how everything stands, and the record of one notification. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
final class StatusPageResource {
    private final StatusBoard board;
    private final Outbox outbox;
    private final PageLanguage language;
    private final ZoneId zone;
    private final Clock clock;

    StatusPageResource(StatusBoard board, Outbox outbox, PageLanguage language, ZoneId zone, Clock clock) {
        this.board = board;
        this.outbox = outbox;
        this.language = language;
        this.zone = zone;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "status")
    static final class Templates {
        private Templates() {}

        /**
         * @param tested the test message that this reader sent last; {@code null} without one
         * @param done what became of the button that led here; {@code null} without one
         * @param version by which a script knows that the page would look the same
         */
        static native TemplateInstance status(
                StatusSnapshot view,
                NotificationFilter.Page list,
                @Nullable OutboxEntry tested,
                @Nullable Done done,
                String version,
                Times times,
                PageWords words);

        /** @param nextLook when what is queued is looked at again; {@code null} when no time is known */
        static native TemplateInstance details(
                OutboxEntry entry, @Nullable Instant nextLook, @Nullable Done done, Times times, PageWords words);
    }

    @GET
    public Response page(
            @QueryParam("tested") @Nullable String tested,
            @QueryParam("done") @Nullable String done,
            @Context UriInfo address,
            @Context Request conditions,
            @Context HttpServerRequest request) {
        PageWords words = language.words("status", request);
        // Before the look: what changes during it is seen next time.
        EntityTag version = new EntityTag(Integer.toHexString(board.version()) + "-" + words.text("lang"));
        Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(version);
        if (unchanged != null) {
            return unchanged.build();
        }
        NotificationFilter.Page list =
                NotificationFilter.of(address.getQueryParameters()).page(outbox::beginnings);
        StatusSnapshot view = board.look();
        Times times = new Times(view.reach().now(), zone);
        OutboxEntry test = find(tested).orElse(null);
        return Response.ok(Templates.status(view, list, test, Done.of(done), version.getValue(), times, words)
                        .render())
                .tag(version)
                .build();
    }

    /** One notification's record; scripts have {@code /notifications/{id}}. */
    @GET
    @Path("status/notifications/{id}")
    public Response details(
            @PathParam("id") String id, @QueryParam("done") @Nullable String done, @Context HttpServerRequest request) {
        PageWords words = language.words("status", request);
        OutboxEntry entry = find(id).orElse(null);
        if (entry == null) {
            return Response.status(404)
                    .entity(MessagePages.gone(words.text("lang")).render())
                    .build();
        }
        Instant nextLook = entry.state() == State.QUEUED ? board.nextLook() : null;
        Times times = new Times(clock.instant(), zone);
        return Response.ok(Templates.details(entry, nextLook, Done.of(done), times, words)
                        .render())
                .build();
    }

    private Optional<OutboxEntry> find(@Nullable String id) {
        return id != null && NotificationId.isValid(id) ? outbox.find(new NotificationId(id)) : Optional.empty();
    }
}
