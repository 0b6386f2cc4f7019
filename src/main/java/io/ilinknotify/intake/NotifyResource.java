package io.ilinknotify.intake;

import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.window.Purse;
import io.quarkus.arc.All;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * {@code POST /notify}. One method takes every type, because a framework that chooses among several by type loses bodies
 * without one. Virtual threads wait for the disk and the phone.
 */
@Path("/notify")
@RunOnVirtualThread
class NotifyResource {
    private final NotificationIntake intake;
    private final Purse purse;
    private final SecurityIdentity identity;
    private final NotifyReader reader;

    NotifyResource(
            NotificationIntake intake, Purse purse, SecurityIdentity identity, @All List<JsonTranslator> translators) {
        this.intake = intake;
        this.purse = purse;
        this.identity = identity;
        this.reader = new NotifyReader(translators);
    }

    @POST
    public Response post(
            byte @Nullable [] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @QueryParam("wait") @Nullable String wait,
            @QueryParam("expect") @Nullable String expect,
            @Context HttpHeaders headers) {
        Expectation expectation = Expectation.parse(wait, expect);
        NotifyRequest request = new NotifyRequest(
                ContentType.parse(type),
                body == null ? new byte[0] : body,
                new RequestHeaders(headers.getRequestHeaders()));
        String client = identity.getPrincipal().getName();
        Translation translation = LargeBodies.read(body, () -> reader.read(request, client));
        return answer(intake.accept(translation, request.idempotencyKey().orElse(null)), expectation);
    }

    private Response answer(Accepted accepted, Expectation expectation) {
        OutboxEntry entry = intake.awaitFinal(accepted.entry(), expectation.patience());
        NotifyAnswer answer = NotifyAnswer.of(entry, accepted.duplicate(), purse.view());
        if (expectation.sent() && !answer.isSent()) {
            throw answer.notSent();
        }
        return Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer)
                .build();
    }
}
