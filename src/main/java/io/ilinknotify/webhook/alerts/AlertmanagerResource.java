package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.webhook.ForeignBody;
import io.ilinknotify.webhook.GenericTranslator;
import io.ilinknotify.webhook.WebhookDesk;
import io.ilinknotify.webhook.WebhookQuery;
import io.smallrye.common.annotation.Blocking;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** {@code POST /webhook/alertmanager}. What is no group of alerts is told in the generic way: nothing is refused. */
@Path("/webhook/alertmanager")
@Blocking // an operator's template may take its time: not on the thread of everybody's sockets
public class AlertmanagerResource {
    private final WebhookDesk desk;
    private final AlertmanagerTranslator translator;
    private final GenericTranslator generic;

    AlertmanagerResource(WebhookDesk desk, AlertmanagerTranslator translator, GenericTranslator generic) {
        this.desk = desk;
        this.translator = translator;
        this.generic = generic;
    }

    @POST
    public CompletionStage<Response> post(
            byte @Nullable [] body,
            @QueryParam("priority") @Nullable String priority,
            @QueryParam("resolved") @Nullable String resolved,
            @QueryParam("template") @Nullable String template,
            @QueryParam("dedup") @Nullable String dedup) {
        JsonNode payload = ForeignBody.read(body);
        WebhookQuery query = WebhookQuery.parse(priority, resolved, template, dedup);
        if (!payload.path("alerts").isArray()) {
            return desk.answer(generic.translate(payload, desk.client(), AlertmanagerTranslator.SOURCE, query));
        }
        return translator
                .translate(payload, desk.client(), query)
                .map(desk::answer)
                .orElseGet(desk::nothingToTell);
    }
}
