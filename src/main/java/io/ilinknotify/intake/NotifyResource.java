package io.ilinknotify.intake;

import io.ilinknotify.http.Body;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.intake.JsonTranslator.Translation;
import io.ilinknotify.media.MediaFiles;
import io.ilinknotify.media.Upload;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.Acceptance.Accepted;
import io.ilinknotify.window.Purse;
import io.quarkus.arc.All;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * {@code POST /notify}. One method takes every type, because a framework that chooses among several by type loses bodies
 * without one. A short text is stored right from the event loop: nothing of it is parsed, nobody waits for the phone, and two
 * changes of thread would cost a fifth of the notifications a second. Virtual threads do everything else.
 */
@Path("/notify")
class NotifyResource {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final NotificationIntake intake;
    private final Purse purse;
    private final SecurityIdentity identity;
    private final NotifyReader reader;
    private final MediaFiles media;
    private final ExecutorService virtualThreads;

    NotifyResource(
            NotificationIntake intake,
            Purse purse,
            SecurityIdentity identity,
            MediaFiles media,
            @All List<JsonTranslator> translators,
            @VirtualThreads ExecutorService virtualThreads) {
        this.virtualThreads = virtualThreads;
        this.intake = intake;
        this.purse = purse;
        this.identity = identity;
        this.media = media;
        this.reader = new NotifyReader(translators);
    }

    @POST
    @NonBlocking
    public CompletionStage<Response> post(
            @Context RoutingContext context,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @QueryParam("wait") @Nullable String wait,
            @QueryParam("expect") @Nullable String expect,
            @QueryParam("filename") @Nullable String filename,
            @Context HttpHeaders headers) {
        Duration patience = patience(wait == null || wait.isBlank() ? "0s" : wait);
        boolean expectsSent = isSent(expect);
        Body body = Body.of(context);
        NotifyRequest request = new NotifyRequest(
                ContentType.parse(type), body, headers.getRequestHeaders(), fileName(headers, filename));
        String client = identity.getPrincipal().getName();
        if (request.isShortText() && patience.isZero()) {
            NotificationDraft draft =
                    reader.read(request, client, media.newUpload()).draft();
            return intake.store(draft, request.idempotencyKey(draft))
                    .thenApply(accepted -> answer(accepted, expectsSent));
        }
        CompletableFuture<Void> gone = new CompletableFuture<>();
        context.addEndHandler(endOrClose -> gone.complete(null));
        return CompletableFuture.supplyAsync(
                () -> answer(intake.awaitFinal(accept(request, client), patience, gone), expectsSent), virtualThreads);
    }

    /** Body and text are gone once the notification is on disk: who waits for the phone keeps no room. */
    private Accepted accept(NotifyRequest request, String client) {
        try (Body body = request.body();
                Upload files = media.newUpload()) {
            Translation translation = LargeBodies.read(body, () -> reader.read(request, client, files));
            Accepted accepted = intake.accept(translation, request.idempotencyKey(translation.draft()), files);
            return new Accepted(accepted.entry().withoutText(), accepted.duplicate());
        }
    }

    private static @Nullable String fileName(HttpHeaders headers, @Nullable String inAddress) {
        return Stream.of(headers.getHeaderString("Filename"), headers.getHeaderString("X-Filename"), inAddress)
                .filter(name -> name != null && !name.isBlank())
                .map(HeaderText::decode)
                .findFirst()
                .orElse(null);
    }

    private Response answer(Accepted accepted, boolean expectsSent) {
        NotifyAnswer answer = NotifyAnswer.of(accepted, purse.view());
        if (expectsSent && !answer.isSent()) {
            throw answer.notSent();
        }
        return answer.response();
    }

    private static Duration patience(String wait) {
        return FieldReader.duration(wait)
                .filter(length -> !length.isNegative() && length.compareTo(LONGEST_WAIT) <= 0)
                .orElseThrow(() -> Refusal.invalid("wait", "'wait' must be from 0s to 60s, such as wait=30s."));
    }

    private static boolean isSent(@Nullable String expect) {
        boolean given = expect != null && !expect.isBlank();
        if (given && !"sent".equals(expect)) {
            throw Refusal.invalid("expect", "'expect' can only be sent.");
        }
        return given;
    }
}
