package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.LargeBodies;
import io.ilinknotify.notification.NotificationDraft;
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

/** {@code POST /webhook/wecom?key=}: the messages of WeCom's group robots; answers as WeCom does. */
@Path("/webhook/wecom")
@RunOnVirtualThread
public class WecomResource {
    private static final String SOURCE = "wecom";
    private static final String SUCCESS = "{\"errcode\":0,\"errmsg\":\"ok\"}";

    private final WebhookDesk desk;
    private final GenericTranslator generic;

    WecomResource(WebhookDesk desk, GenericTranslator generic) {
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
        return generic.orAll(WecomText.of(payload), payload, desk.client(), SOURCE);
    }
}
