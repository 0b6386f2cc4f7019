package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.LargeBodies;
import io.ilinknotify.intake.Translation;
import io.ilinknotify.webhook.ForeignBody;
import io.ilinknotify.webhook.GenericTranslator;
import io.ilinknotify.webhook.WebhookDesk;
import io.ilinknotify.webhook.WebhookQuery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code POST /webhook/alertmanager}. What is no group of alerts is told in the generic way: nothing is refused. */
@Path("/webhook/alertmanager")
@RunOnVirtualThread
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
    public Response post(
            byte @Nullable [] body,
            @QueryParam("priority") @Nullable String priority,
            @QueryParam("resolved") @Nullable String resolved,
            @QueryParam("template") @Nullable String template,
            @QueryParam("dedup") @Nullable String dedup) {
        WebhookQuery query = WebhookQuery.parse(priority, resolved, template, dedup);
        return LargeBodies.read(body, () -> translated(ForeignBody.read(body), query))
                .map(desk::answer)
                .orElseGet(desk::nothingToTell);
    }

    private Optional<Translation> translated(JsonNode payload, WebhookQuery query) {
        return payload.path("alerts").isArray()
                ? translator.translate(payload, desk.client(), query)
                : Optional.of(Translation.of(
                        generic.translate(payload, desk.client(), AlertmanagerTranslator.SOURCE, query)));
    }
}
