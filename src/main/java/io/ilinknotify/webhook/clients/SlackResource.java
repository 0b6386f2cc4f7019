package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.LargeBodies;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.webhook.ForeignBody;
import io.ilinknotify.webhook.ForeignForm;
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

/** {@code POST /webhook/slack?token=}: JSON, or a form with it as {@code payload}; answers {@code ok}. */
@Path("/webhook/slack")
@RunOnVirtualThread
public class SlackResource {
    private static final String SOURCE = "slack";

    private final WebhookDesk desk;
    private final GenericTranslator generic;

    SlackResource(WebhookDesk desk, GenericTranslator generic) {
        this.desk = desk;
        this.generic = generic;
    }

    @POST
    public Response post(byte @Nullable [] body, @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type) {
        return desk.answer(LargeBodies.read(body, () -> draft(body, type)), MediaType.TEXT_PLAIN, entry -> "ok");
    }

    private NotificationDraft draft(byte @Nullable [] body, @Nullable String type) {
        JsonNode read = ForeignForm.read(body, type);
        String inForm = JsonText.text(read, "payload");
        JsonNode payload = inForm.isBlank() ? read : ForeignBody.read(inForm);
        return generic.orAll(SlackText.of(payload), payload, desk.client(), SOURCE);
    }
}
