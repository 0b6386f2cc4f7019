package io.ilinknotify.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.Form;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.SeeOther;
import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
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

    private final StatusBoard board;
    private final Outbox outbox;
    private final NotificationIntake intake;
    private final StatusPage page;

    StatusResource(StatusBoard board, Outbox outbox, NotificationIntake intake, StatusPage page) {
        this.board = board;
        this.outbox = outbox;
        this.intake = intake;
        this.page = page;
    }

    /** For people. With {@code ?check=true} the server is asked whether it knows us, which costs no send. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public String page(@QueryParam("check") boolean check, @Context HttpServerRequest request) {
        return page.html(board.look(check), request);
    }

    @GET
    @Path("status")
    @Produces(MediaType.APPLICATION_JSON)
    public ObjectNode status(@QueryParam("check") boolean check) {
        return StatusJson.of(board.look(check));
    }

    /** One notification's record for people; scripts have {@code /notifications/{id}}. */
    @GET
    @Path("status/notifications/{id}")
    @Produces(MediaType.TEXT_HTML)
    public String details(@PathParam("id") String id, @Context HttpServerRequest request) {
        Optional<OutboxEntry> found =
                NotificationId.isValid(id) ? outbox.find(new NotificationId(id)) : Optional.empty();
        return page.html(found.orElseThrow(() -> new ProblemException(Problem.ofStatus(404))), request);
    }

    /** Sends what the operator typed, through the same door as any other notification. */
    @POST
    @Path("status/test")
    public Response test(byte @Nullable [] body) {
        Form form = Form.of(body);
        String text = Text.clean(form.text("text"));
        if (!Text.isBlank(text)) {
            Priority priority = Priority.parse(form.text("priority")).orElse(Priority.DEFAULT);
            intake.accept(
                    new NotificationDraft(
                            "operator", "page", null, text, priority, List.of(), null, null, null, null, Phase.NONE),
                    null);
        }
        return back();
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
    public Response handOver() {
        LOG.infof("The operator handed over %d notifications", outbox.handOver().join());
        return back();
    }

    /** Withdraws what was meant for the person before. */
    @POST
    @Path("status/drop")
    public Response drop() {
        LOG.infof(
                "The operator dropped %d notifications",
                outbox.dropForOtherPerson().join());
        return back();
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
        return back();
    }

    private static Response back() {
        return SeeOther.to("/").build();
    }
}
