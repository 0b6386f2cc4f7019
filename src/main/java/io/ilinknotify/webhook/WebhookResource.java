package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.intake.LargeBodies;
import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.intake.NotifyAnswer;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.intake.Translation;
import io.ilinknotify.media.MediaFiles;
import io.ilinknotify.media.Upload;
import io.ilinknotify.webhook.alerts.AlertImages;
import io.ilinknotify.webhook.alerts.AlertShape;
import io.ilinknotify.webhook.alerts.AlertTranslator;
import io.ilinknotify.webhook.alerts.GrafanaSignature;
import io.ilinknotify.window.Purse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/**
 * {@code POST /webhook/<name>}: groups of alerts (Grafana's also by {@code PUT}, and by a signature instead of a token) and
 * whatever else comes, by the template {@code <name>.txt} if the operator has one. Nothing is refused.
 */
@Path("/")
@RunOnVirtualThread
public class WebhookResource {
    private final NotificationIntake intake;
    private final Purse purse;
    private final SecurityIdentity identity;
    private final AlertTranslator alerts;
    private final GenericTranslator generic;
    private final GrafanaSignature signature;
    private final MediaFiles media;

    WebhookResource(
            NotificationIntake intake,
            Purse purse,
            SecurityIdentity identity,
            AlertTranslator alerts,
            GenericTranslator generic,
            GrafanaSignature signature,
            MediaFiles media) {
        this.media = media;
        this.intake = intake;
        this.purse = purse;
        this.identity = identity;
        this.alerts = alerts;
        this.generic = generic;
        this.signature = signature;
    }

    @POST
    @Path("webhook/{name: [A-Za-z0-9][A-Za-z0-9_-]{0,63}}")
    public Response post(
            byte @Nullable [] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @PathParam("name") String name,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        String client = client(request, body == null ? new byte[0] : body);
        WebhookQuery query = WebhookQuery.of(uri.getQueryParameters());
        try (Upload pictures = media.newUpload()) {
            return LargeBodies.read(body, () -> translated(payload(body, type, request), client, name, query, pictures))
                    .map(told -> intake.accept(told, null, pictures))
                    .map(stored -> NotifyAnswer.of(stored.entry(), stored.duplicate(), purse.view())
                            .response())
                    .orElseGet(() -> Response.noContent().build()); // as the sender asked: there is no record of it
        }
    }

    @PUT
    @Path("webhook/grafana")
    public Response put(
            byte @Nullable [] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        return post(body, type, AlertShape.GRAFANA, uri, request);
    }

    private static JsonNode payload(byte @Nullable [] body, @Nullable String type, HttpServerRequest request) {
        return body == null || body.length == 0
                ? SenderBody.ofQuery(request.query()).orElseThrow(Refusal::nothingToSend)
                : SenderBody.read(body, type, false);
    }

    private Optional<Translation> translated(
            JsonNode payload, String client, String name, WebhookQuery query, Upload pictures) {
        Optional<ObjectNode> group = AlertShape.group(payload, name);
        group.ifPresent(given -> AlertImages.take(given, media.takesImagesOfAlerts(), pictures));
        return group.isPresent()
                ? alerts.translate(group.get(), client, name, query)
                : Optional.of(Translation.of(generic.translate(payload, client, name, query)));
    }

    /** Whoever has shown no token gets here only at Grafana's address, with something that looks like a signature. */
    private String client(HttpServerRequest request, byte[] body) {
        if (!identity.isAnonymous()) {
            return identity.getPrincipal().getName();
        }
        if (!signature.isValid(request, body)) {
            throw new ProblemException(Problem.unauthorized());
        }
        return AlertShape.GRAFANA;
    }
}
