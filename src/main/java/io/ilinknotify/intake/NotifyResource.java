package io.ilinknotify.intake;

import io.ilinknotify.outbox.IdempotencyKey;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.window.Purse;
import io.quarkus.arc.All;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * {@code POST /notify}. One method takes every type, because a framework that chooses among several by type loses bodies
 * without one. A short text is stored right from the event loop: nothing of it is parsed, nobody waits for the phone, and two
 * changes of thread would cost a fifth of the notifications a second. Virtual threads do everything else.
 */
@Path("/notify")
class NotifyResource {
    private final NotificationIntake intake;
    private final Purse purse;
    private final SecurityIdentity identity;
    private final NotifyReader reader;
    private final ExecutorService virtualThreads;

    NotifyResource(
            NotificationIntake intake,
            Purse purse,
            SecurityIdentity identity,
            @All List<JsonTranslator> translators,
            @VirtualThreads ExecutorService virtualThreads) {
        this.virtualThreads = virtualThreads;
        this.intake = intake;
        this.purse = purse;
        this.identity = identity;
        this.reader = new NotifyReader(translators);
    }

    @POST
    @NonBlocking
    public CompletionStage<Response> post(
            @Context RoutingContext context,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @QueryParam("wait") @Nullable String wait,
            @QueryParam("expect") @Nullable String expect,
            @Context HttpHeaders headers) {
        Expectation expectation = Expectation.parse(wait, expect);
        byte[] body = body(context);
        NotifyRequest request =
                new NotifyRequest(ContentType.parse(type), body, new RequestHeaders(headers.getRequestHeaders()));
        String client = identity.getPrincipal().getName();
        IdempotencyKey key = request.idempotencyKey().orElse(null);
        if (request.isShortText() && !expectation.patience().isPositive()) {
            return intake.store(reader.read(request, client).draft(), key)
                    .thenApply(accepted -> response(accepted.entry(), accepted.duplicate(), expectation));
        }
        CompletableFuture<Void> gone = new CompletableFuture<>();
        context.addEndHandler(endOrClose -> gone.complete(null));
        return CompletableFuture.supplyAsync(
                () -> {
                    Translation translation = LargeBodies.read(body, () -> reader.read(request, client));
                    return answer(intake.accept(translation, key), expectation, gone);
                },
                virtualThreads);
    }

    /** The whole body is there already; a parameter for it would be read once more, from a thread that may wait. */
    private static byte[] body(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private Response answer(Accepted accepted, Expectation expectation, CompletableFuture<Void> gone) {
        OutboxEntry entry = intake.awaitFinal(accepted.entry(), expectation.patience(), gone);
        return response(entry, accepted.duplicate(), expectation);
    }

    private Response response(OutboxEntry entry, boolean duplicate, Expectation expectation) {
        NotifyAnswer answer = NotifyAnswer.of(entry, duplicate, purse.view());
        if (expectation.sent() && !answer.isSent()) {
            throw answer.notSent();
        }
        return Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer)
                .build();
    }
}
