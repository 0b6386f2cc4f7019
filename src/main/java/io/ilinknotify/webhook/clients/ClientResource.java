package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.access.TokenRegistry;
import io.ilinknotify.http.Body;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.JsonTranslator.Translation;
import io.ilinknotify.intake.LargeBodies;
import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.media.MediaFiles;
import io.ilinknotify.media.Upload;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.webhook.GenericTranslator;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * The one entrance of all clients made for other services, to which {@link ClientAddresses} leads their own addresses;
 * {@link ForeignClient} says what happens with each.
 */
@Path("/clients/{name}")
@RunOnVirtualThread
public class ClientResource {
    private final NotificationIntake intake;
    private final SecurityIdentity identity;
    private final GenericTranslator generic;
    private final TokenRegistry tokens;
    private final MediaFiles media;

    ClientResource(
            NotificationIntake intake,
            SecurityIdentity identity,
            GenericTranslator generic,
            TokenRegistry tokens,
            MediaFiles media) {
        this.media = media;
        this.intake = intake;
        this.identity = identity;
        this.generic = generic;
        this.tokens = tokens;
    }

    private record Read(JsonNode payload, NotificationDraft draft) {}

    @POST
    public Response post(@Context RoutingContext context) {
        HttpServerRequest request = context.request();
        ForeignClient client =
                ForeignClient.at(request.path()).orElseThrow(() -> new ProblemException(Problem.ofStatus(404)));
        try (Body body = Body.of(context);
                Upload files = media.newUpload()) {
            Read read = LargeBodies.read(body, () -> read(client, body, request, files));
            OutboxEntry stored =
                    intake.accept(Translation.of(read.draft()), null, files).entry();
            return client.success.apply(read.payload(), stored).response();
        }
    }

    private Read read(ForeignClient client, Body body, HttpServerRequest request, Upload files) {
        JsonNode payload = payload(client, body, request, files);
        String sender = identity.isAnonymous()
                ? tokens.client(JsonText.text(payload, client.tokenName), request)
                : identity.getPrincipal().getName();
        if (payload instanceof ObjectNode fields) {
            fields.remove(client.tokenName);
            client.takeFiles(fields, files);
        }
        NotificationDraft said = client.message(payload, sender);
        NotificationDraft message = said.isBlank() ? said.saying(null, String.join(", ", files.names())) : said;
        Optional<NotificationDraft> guess = message.isBlank() && client.tellsAnything()
                ? generic.guess(payload, sender, client.source()).map(told -> told.with(message.priority()))
                : Optional.empty();
        NotificationDraft told = message.isBlank() ? guess.orElseThrow(Refusal::nothingToSend) : message.cut();
        return new Read(payload, told);
    }

    /** The body, with what stands in the address where it has nothing of that name. */
    private static JsonNode payload(ForeignClient client, Body body, HttpServerRequest request, Upload files) {
        if (client == ForeignClient.NTFY) {
            return NtfyMessage.payload(body, request, files);
        }
        JsonNode said = !client.tellsAnything() && body.isEmpty()
                ? JsonNodeFactory.instance.objectNode()
                : SenderBody.read(body, request.getHeader(HttpHeaders.CONTENT_TYPE), true, files);
        if (client.tellsAnything()) {
            return said;
        }
        ObjectNode fields = said instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        request.params().forEach(parameter -> {
            if (!parameter.getKey().equals(ClientAddress.TOKEN) && !fields.has(parameter.getKey())) {
                fields.put(parameter.getKey(), parameter.getValue());
            }
        });
        return fields;
    }
}
