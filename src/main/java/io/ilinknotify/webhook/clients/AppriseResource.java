package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.ForeignForm;
import io.ilinknotify.webhook.ForeignMessage;
import io.ilinknotify.webhook.GenericTranslator;
import io.ilinknotify.webhook.WebhookDesk;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** {@code POST /notify/<key>}: what the Apprise API takes; the key means nothing here. */
@Path("/notify/{key: [A-Za-z0-9_-]{1,128}}")
public class AppriseResource {
    private static final String SOURCE = "apprise";
    private static final String SUCCESS = "{\"error\":null}";

    private final WebhookDesk desk;
    private final GenericTranslator generic;

    AppriseResource(WebhookDesk desk, GenericTranslator generic) {
        this.desk = desk;
        this.generic = generic;
    }

    @POST
    public CompletionStage<Response> post(
            byte @Nullable [] body, @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type) {
        JsonNode payload = ForeignForm.read(body, type);
        ForeignMessage message = ForeignMessage.of(
                JsonText.text(payload, "title"),
                payload.isTextual() ? payload.asText() : JsonText.text(payload, "body"),
                JsonText.text(payload, "type").equals("failure") ? Priority.HIGH : Priority.DEFAULT);
        return desk.answer(
                generic.orAll(message, payload, desk.client(), SOURCE), MediaType.APPLICATION_JSON, entry -> SUCCESS);
    }
}
