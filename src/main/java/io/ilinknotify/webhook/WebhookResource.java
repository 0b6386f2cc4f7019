package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.Body;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.JsonTranslator.Translation;
import io.ilinknotify.intake.LargeBodies;
import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.intake.NotifyAnswer;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.media.MediaFiles;
import io.ilinknotify.media.Upload;
import io.ilinknotify.webhook.alerts.AlertShape;
import io.ilinknotify.webhook.alerts.AlertTranslator;
import io.ilinknotify.webhook.alerts.GrafanaSignature;
import io.ilinknotify.window.Purse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code POST /webhook/<name>}: groups of alerts (Grafana's also by a signature instead of a token) and
 * whatever else comes, by the template {@code <name>.txt} if the operator has one. Nothing is refused.
 */
@Path("/")
@RunOnVirtualThread
public class WebhookResource {
    /** Stands before the content of some pictures. */
    private static final Pattern DATA_URL = Pattern.compile("^data:[^,]*;base64,");

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
    public Response post(@Context RoutingContext context, @PathParam("name") String name, @Context UriInfo uri) {
        Body body = Body.of(context);
        String client = client(context.request(), body.bytes());
        WebhookQuery query = WebhookQuery.of(uri.getQueryParameters());
        try (Upload pictures = media.newUpload()) {
            return LargeBodies.read(
                            body, () -> translated(payload(body, context.request()), client, name, query, pictures))
                    .map(told -> intake.accept(told, null, pictures))
                    .map(stored -> NotifyAnswer.of(stored, purse.view()).response())
                    .orElseGet(() -> Response.noContent().build()); // as the sender asked: there is no record of it
        }
    }

    private static JsonNode payload(Body body, HttpServerRequest request) {
        return body.isEmpty()
                ? SenderBody.ofQuery(request.query()).orElseThrow(Refusal::nothingToSend)
                : SenderBody.read(body, request.getHeader(HttpHeaders.CONTENT_TYPE), false, null);
    }

    private Optional<Translation> translated(
            JsonNode payload, String client, String name, WebhookQuery query, Upload pictures) {
        Optional<ObjectNode> group = AlertShape.group(payload, name);
        group.ifPresent(given -> takePictures(given, pictures));
        return group.isPresent()
                ? alerts.translate(group.get(), client, name, query)
                : Optional.of(Translation.of(generic.translate(payload, client, name, query)));
    }

    /** Takes the pictures out that stand in the alerts themselves; the group is told without any that cannot be kept. */
    private void takePictures(ObjectNode group, Upload pictures) {
        for (JsonNode alert : group.path("alerts")) {
            String picture = JsonText.text(alert, "embeddedImage");
            if (alert instanceof ObjectNode object) {
                object.remove("embeddedImage");
            }
            if (media.takesImagesOfAlerts() && !picture.isEmpty()) {
                pictures.addPicture(
                        JsonText.text(alert.get("labels"), "alertname"),
                        DATA_URL.matcher(picture).replaceFirst(""));
            }
        }
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
