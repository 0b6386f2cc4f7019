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
import io.ilinknotify.notification.State;
import io.ilinknotify.notification.Text;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * {@code GET /status} for scripts, and the buttons of the pages. Each button does what it can and leads back to its page,
 * which shows how things stand now: what has gone out meanwhile cannot be cancelled, and that is no error.
 */
@Path("/")
@RunOnVirtualThread
final class StatusResource {
    private static final Logger LOG = Logger.getLogger(StatusResource.class);

    private final StatusBoard board;
    private final Outbox outbox;
    private final NotificationIntake intake;
    private final SecondChannel second;

    StatusResource(StatusBoard board, Outbox outbox, NotificationIntake intake, SecondChannel second) {
        this.board = board;
        this.outbox = outbox;
        this.intake = intake;
        this.second = second;
    }

    /** What a button of one notification did: stands in the address that it leads back to. */
    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    enum Done {
        RETRIED(State::isWaiting),
        CANCELLED(State.CANCELLED::equals),
        GIVEN_UP(State.FAILED::equals),
        TOO_LATE(state -> true);

        private final Predicate<State> shows;

        Done(Predicate<State> shows) {
            this.shows = shows;
        }

        /** {@code null} for any other word. */
        static @Nullable Done of(@Nullable String code) {
            return Arrays.stream(values())
                    .filter(done -> done.code().equals(code))
                    .findFirst()
                    .orElse(null);
        }

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** With {@code ?check=true} the server is asked whether it knows us, which costs no send. */
    @GET
    @Path("status")
    @Produces(MediaType.APPLICATION_JSON)
    public ObjectNode status(@QueryParam("check") boolean check) {
        StatusSnapshot.IlinkConnection connection = check ? board.check() : null;
        return StatusJson.of(board.look(), board.deliveries(), connection);
    }

    /** Sends what the operator typed, through the same door as any other notification. */
    @POST
    @Path("status/test")
    public Response test(byte @Nullable [] body) {
        Form form = Form.of(body);
        String text = Text.clean(form.text("text"));
        if (Text.isBlank(text)) {
            return back(form, "", "");
        }
        NotificationDraft draft = NotificationDraft.of("operator", "page")
                .saying(null, text)
                .with(Priority.parse(form.text("priority")).orElse(Priority.DEFAULT));
        OutboxEntry entry = intake.accept(draft, null).entry();
        return back(form, "tested=" + entry.notification().id().value(), "#test");
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
        return back(Form.of(form), "", "#second");
    }

    /** Asks the server whether it knows us, which costs no send. */
    @POST
    @Path("status/check")
    public Response check(byte @Nullable [] form) {
        board.check();
        return back(Form.of(form), "", "#account");
    }

    /** Puts one back into the queue. */
    @POST
    @Path("status/retry")
    public Response retry(byte @Nullable [] form) {
        return change(Done.RETRIED, Form.of(form), outbox::retry);
    }

    /** Withdraws one that waits. */
    @POST
    @Path("status/cancel")
    public Response cancel(byte @Nullable [] form) {
        return change(Done.CANCELLED, Form.of(form), outbox::cancel);
    }

    /** Gives up one that the server refused. */
    @POST
    @Path("status/give-up")
    public Response giveUp(byte @Nullable [] form) {
        return change(Done.GIVEN_UP, Form.of(form), outbox::giveUp);
    }

    /** Sends what was meant for the person before to the one who is signed in now. */
    @POST
    @Path("status/hand-over")
    public Response handOver(byte @Nullable [] form) {
        LOG.infof("The operator handed over %d notifications", outbox.handOver().join());
        return back(Form.of(form), "", "");
    }

    /** Withdraws what was meant for the person before. */
    @POST
    @Path("status/drop")
    public Response drop(byte @Nullable [] form) {
        LOG.infof(
                "The operator dropped %d notifications",
                outbox.dropForOtherPerson().join());
        return back(Form.of(form), "", "");
    }

    private static Response change(
            Done meant, Form form, Function<NotificationId, CompletableFuture<Optional<OutboxEntry>>> change) {
        String id = form.text("id");
        if (!NotificationId.isValid(id)) {
            throw new ProblemException(Problem.of(422, "no-such-id", "Not an id", "The form names no notification."));
        }
        Done done = change.apply(new NotificationId(id))
                .join()
                .filter(entry -> meant.shows.test(entry.state()) || NotificationsResource.hasFile(entry, meant.shows))
                .map(entry -> meant)
                .orElse(Done.TOO_LATE);
        LOG.infof("The operator wanted %s %s: %s", id, meant.code(), done.code());
        return back(form, "done=" + done.code(), "#done");
    }

    /**
     * Leads back to the page that the form stood on.
     *
     * @param query what its address says in addition; empty for nothing
     * @param place where on it; empty for its top
     */
    private static Response back(Form form, String query, String place) {
        String next = SeeOther.ownPath(form.text("next"));
        String mark = query.isEmpty() ? "" : next.contains("?") ? "&" : "?";
        return SeeOther.to(next + mark + query + place).build();
    }
}
