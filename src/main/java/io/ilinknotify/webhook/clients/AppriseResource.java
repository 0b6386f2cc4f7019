package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.LargeBodies;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.ForeignForm;
import io.ilinknotify.webhook.ForeignMessage;
import io.ilinknotify.webhook.GenericTranslator;
import io.ilinknotify.webhook.WebhookDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code POST /notify/<key>}: what the Apprise API takes; the key means nothing here. */
@Path("/notify/{key: [A-Za-z0-9_-]{1,128}}")
@RunOnVirtualThread
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
    public Response post(byte @Nullable [] body, @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type) {
        return desk.answer(
                LargeBodies.read(body, () -> draft(ForeignForm.read(body, type))),
                MediaType.APPLICATION_JSON,
                entry -> SUCCESS);
    }

    private NotificationDraft draft(JsonNode payload) {
        ForeignMessage message = ForeignMessage.of(
                JsonText.text(payload, "title"),
                payload.isTextual() ? payload.asText() : JsonText.text(payload, "body"),
                JsonText.text(payload, "type").equals("failure") ? Priority.HIGH : Priority.DEFAULT);
        return generic.orAll(message, payload, desk.client(), SOURCE);
    }
}
