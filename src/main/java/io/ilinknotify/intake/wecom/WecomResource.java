package io.ilinknotify.intake.wecom;

import io.ilinknotify.intake.ForeignBody;
import io.ilinknotify.intake.WebhookConfig;
import io.ilinknotify.intake.WebhookDesk;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** {@code POST /webhook/wecom?key=}: the messages of WeCom's group robots; answers as WeCom does. */
@Path("/webhook/wecom")
public class WecomResource {
    private static final String SOURCE = "wecom";
    private static final String SUCCESS = "{\"errcode\":0,\"errmsg\":\"ok\"}";

    private final WebhookDesk desk;

    WecomResource(WebhookDesk desk) {
        this.desk = desk;
    }

    @POST
    public CompletionStage<Response> post(byte @Nullable [] body) {
        desk.require(WebhookConfig.Client.WECOM);
        return desk.answer(
                WecomText.of(ForeignBody.read(body)).toDraft(desk.client(), SOURCE),
                MediaType.APPLICATION_JSON,
                entry -> SUCCESS);
    }
}
