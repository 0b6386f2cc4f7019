package io.ilinknotify.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.fallback.SecondChannel;
import io.ilinknotify.http.Form;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.SeeOther;
import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * How things stand: {@code GET /} for people, with buttons, and {@code GET /status} for scripts. Each button does what it
 * can and leads back to the page, which shows how it stands now: what has gone out meanwhile cannot be cancelled, and that
 * is no error.
 */
@Path("/")
@RunOnVirtualThread
final class StatusResource {
    private static final Logger LOG = Logger.getLogger(StatusResource.class);

    private static final String DETAILS = "/status/notifications/";

    private final StatusBoard board;
    private final Outbox outbox;
    private final NotificationIntake intake;
    private final SecondChannel second;
    private final StatusPage page;

    StatusResource(StatusBoard board, Outbox outbox, NotificationIntake intake, SecondChannel second, StatusPage page) {
        this.board = board;
        this.outbox = outbox;
        this.intake = intake;
        this.second = second;
        this.page = page;
    }

    /**
     * For people.
     *
     * @param tested the id of the test message that this reader sent last
     */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response page(
            @QueryParam("tested") @Nullable String tested,
            @Context UriInfo address,
            @Context Request conditions,
            @Context HttpServerRequest request) {
        // Before the look: what changes during it is seen next time.
        EntityTag version = new EntityTag(Integer.toHexString(board.version()));
        Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(version);
        if (unchanged != null) {
            return unchanged.build();
        }
        NotificationList list =
                NotificationList.read(NotificationFilter.of(address.getQueryParameters()), outbox::beginnings);
        OutboxEntry test = find(tested).orElse(null);
        return Response.ok(page.html(board.look(), list, test, version.getValue(), request))
                .tag(version)
                .build();
    }

    /** For scripts. With {@code ?check=true} the server is asked whether it knows us, which costs no send. */
    @GET
    @Path("status")
    @Produces(MediaType.APPLICATION_JSON)
    public ObjectNode status(@QueryParam("check") boolean check) {
        StatusSnapshot.IlinkConnection connection = check ? board.check() : null;
        return StatusJson.of(board.look(), board.deliveries(), connection);
    }

    /** One notification's record for people; scripts have {@code /notifications/{id}}. */
    @GET
    @Path("status/notifications/{id}")
    @Produces(MediaType.TEXT_HTML)
    public Response details(@PathParam("id") String id, @Context HttpServerRequest request) {
        Optional<OutboxEntry> found = find(id);
        return Response.status(found.isPresent() ? 200 : 404)
                .entity(found.map(entry -> page.html(entry, board.nextLook(), request))
                        .orElseGet(() -> page.gone(request)))
                .build();
    }

    private Optional<OutboxEntry> find(@Nullable String id) {
        return id != null && NotificationId.isValid(id) ? outbox.find(new NotificationId(id)) : Optional.empty();
    }

    /** Sends what the operator typed, through the same door as any other notification. */
    @POST
    @Path("status/test")
    public Response test(byte @Nullable [] body) {
        Form form = Form.of(body);
        String text = Text.clean(form.text("text"));
        String next = SeeOther.ownPath(form.text("next"));
        if (Text.isBlank(text)) {
            return SeeOther.to(next).build();
        }
        Priority priority = Priority.parse(form.text("priority")).orElse(Priority.DEFAULT);
        String id = intake.accept(
                        NotificationDraft.of("operator", "page")
                                .saying(null, text)
                                .with(priority),
                        null)
                .entry()
                .notification()
                .id()
                .value();
        return SeeOther.to(next + (next.contains("?") ? "&" : "?") + "tested=" + id + "#test")
                .build();
    }

    /** Posts a test to the second channel, by the code that posts a notification. */
    @POST
    @Path("status/test-second")
    public Response testSecond(byte @Nullable [] form) {
        if (!second.test()) {
            throw new ProblemException(Problem.of(
                    409,
                    "nothing-posted",
                    "Nothing was posted",
                    "There is no second channel, or it had its 20 posts of this minute."));
        }
        return back(form, "#second");
    }

    /** Asks the server whether it knows us, which costs no send. */
    @POST
    @Path("status/check")
    public Response check(byte @Nullable [] form) {
        board.check();
        return back(form, "#account");
    }

    /** Puts one back into the queue. */
    @POST
    @Path("status/retry")
    public Response retry(byte @Nullable [] form) {
        return change("retried", form, outbox::retry);
    }

    /** Withdraws one that waits. */
    @POST
    @Path("status/cancel")
    public Response cancel(byte @Nullable [] form) {
        return change("cancelled", form, outbox::cancel);
    }

    /** Gives up one that the server refused. */
    @POST
    @Path("status/give-up")
    public Response giveUp(byte @Nullable [] form) {
        return change("gave up", form, outbox::giveUp);
    }

    /** Sends what was meant for the person before to the one who is signed in now. */
    @POST
    @Path("status/hand-over")
    public Response handOver(byte @Nullable [] form) {
        LOG.infof("The operator handed over %d notifications", outbox.handOver().join());
        return back(form, "");
    }

    /** Withdraws what was meant for the person before. */
    @POST
    @Path("status/drop")
    public Response drop(byte @Nullable [] form) {
        LOG.infof(
                "The operator dropped %d notifications",
                outbox.dropForOtherPerson().join());
        return back(form, "");
    }

    private static Response change(
            String what,
            byte @Nullable [] form,
            Function<NotificationId, CompletableFuture<Optional<OutboxEntry>>> change) {
        String id = Form.of(form).text("id");
        if (!NotificationId.isValid(id)) {
            throw new ProblemException(Problem.of(422, "no-such-id", "Not an id", "The form names no notification."));
        }
        boolean exists = change.apply(new NotificationId(id)).join().isPresent();
        LOG.infof("The operator %s %s%s", what, id, exists ? "" : ", which is no longer retained");
        String next = SeeOther.ownPath(Form.of(form).text("next"));
        return SeeOther.to(next.startsWith(DETAILS) ? next : next + "#list").build();
    }

    /** Leads back to the page that the form stood on. */
    private static Response back(byte @Nullable [] form, String place) {
        return SeeOther.to(SeeOther.ownPath(Form.of(form).text("next")) + place).build();
    }
}
