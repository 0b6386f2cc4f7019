package io.ilinknotify.intake;

import io.ilinknotify.window.Purse;
import io.quarkus.arc.All;
import io.quarkus.security.identity.SecurityIdentity;
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
import java.util.concurrent.CompletionStage;

/**
 * {@code POST /notify}. One method takes every type, because a framework that chooses among several by type loses bodies
 * without one. No thread is held while the answer waits for the disk or the phone.
 */
@Path("/notify")
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
    public CompletionStage<Response> post(
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
        return intake.accept(
                        reader.read(request, client), request.idempotencyKey().orElse(null))
                .thenCompose(accepted -> answer(accepted, expectation));
    }

    private CompletionStage<Response> answer(Accepted accepted, Expectation expectation) {
        return intake.awaitFinal(accepted.entry(), expectation.patience()).thenApply(entry -> {
            NotifyAnswer answer = NotifyAnswer.of(entry, accepted.duplicate(), purse.view());
            if (expectation.sent() && !answer.isSent()) {
                throw answer.notSent();
            }
            return Response.status(answer.status())
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(answer)
                    .build();
        });
    }
}
