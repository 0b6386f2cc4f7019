package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.http.FilterOrder;
import io.ilinknotify.http.ProblemWriter;
import io.ilinknotify.http.Problems;
import io.ilinknotify.http.Route;
import io.ilinknotify.intake.LargeBodies;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.webhook.GenericTranslator;
import io.ilinknotify.webhook.WebhookConfig;
import io.ilinknotify.webhook.WebhookResponder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/**
 * The addresses of clients made for other services; {@link ForeignClient} says what happens there. Those in
 * {@code notify.webhook.off} answer 404. All that can stand below one class, since the router looks no further than the
 * first class whose path fits.
 */
@Path("/")
@RunOnVirtualThread
public class ClientResource {
    private final WebhookResponder responder;
    private final GenericTranslator generic;
    private final Set<ForeignClient> off;
    private final ProblemWriter problems;

    ClientResource(
            WebhookResponder responder, GenericTranslator generic, WebhookConfig config, ProblemWriter problems) {
        this.responder = responder;
        this.generic = generic;
        this.off = config.off().orElse(Set.of());
        this.problems = problems;
    }

    void install(@Observes Filters filters) {
        FilterOrder.CLIENT_SWITCH.register(filters, context -> {
            if (ForeignClient.of(Route.of(context.request()))
                    .filter(off::contains)
                    .isPresent()) {
                problems.answer(context, Problems.ofStatus(404));
            } else {
                context.next();
            }
        });
    }

    @POST
    @Path("webhook/slack")
    public Response slack(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(ForeignClient.SLACK, body, request);
    }

    @POST
    @Path("webhook/wecom")
    public Response wecom(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(ForeignClient.WECOM, body, request);
    }

    /** Clients get the base address {@code …/gotify}. */
    @POST
    @Path("gotify/message")
    public Response gotify(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(ForeignClient.GOTIFY, body, request);
    }

    @POST
    @Path("ntfy/{topic}")
    public Response postToTopic(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(ForeignClient.NTFY, body, request);
    }

    @PUT
    @Path("ntfy/{topic}")
    public Response putToTopic(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(ForeignClient.NTFY, body, request);
    }

    @POST
    @Path("ntfy")
    public Response post(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(ForeignClient.NTFY, body, request);
    }

    @PUT
    @Path("ntfy")
    public Response put(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(ForeignClient.NTFY, body, request);
    }

    /** Some clients of ntfy know a host and no path. */
    @POST
    public Response postToRoot(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(ForeignClient.NTFY, body, request);
    }

    @PUT
    public Response putToRoot(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(ForeignClient.NTFY, body, request);
    }

    private record Read(JsonNode payload, NotificationDraft draft) {}

    Response answer(ForeignClient client, byte @Nullable [] body, HttpServerRequest request) {
        Read read = LargeBodies.read(body, () -> {
            JsonNode payload = client.payload(body, request);
            return new Read(
                    payload, generic.orAll(client.message(payload), payload, responder.client(), client.source()));
        });
        return responder.answer(read.draft(), client.answerType(), entry -> client.success(read.payload(), entry));
    }
}
