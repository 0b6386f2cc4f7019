package io.ilinknotify.webhook.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.http.Body;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.alerts.AlertShape;
import io.ilinknotify.webhook.alerts.AlertTranslator;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** {@code POST /templates/<name>/preview} (operator): what a template makes of a payload. Nothing is stored or sent. */
@Path("/templates/{name}/preview")
@RunOnVirtualThread
public class PreviewResource {
    private static final String CLIENT = "operator";

    private final Templates templates;
    private final AlertTranslator alerts;

    PreviewResource(Templates templates, AlertTranslator alerts) {
        this.templates = templates;
        this.alerts = alerts;
    }

    @POST
    public Response post(@Context RoutingContext context, @PathParam("name") String name) {
        JsonNode payload = SenderBody.read(Body.of(context), null, false, null);
        TemplateFile template = templates.find(name, payload).orElseThrow(() -> new ProblemException(missing(name)));
        try {
            return Response.ok(parts(rendered(template, payload, name)), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        } catch (RuntimeException e) {
            throw new ProblemException(Problem.of(
                    422, "template-failed", "The template fails on this payload", String.valueOf(e.getMessage())));
        }
    }

    private static Map<String, @Nullable String> parts(NotificationDraft draft) {
        Map<String, @Nullable String> parts = new LinkedHashMap<>();
        parts.put("title", draft.title());
        parts.put("text", draft.text());
        parts.put("priority", draft.priority().code());
        parts.put("url", draft.url());
        parts.put("thread", draft.thread());
        parts.put("dedup_key", draft.dedupKey());
        parts.values().removeIf(Objects::isNull);
        return parts;
    }

    private Problem missing(String name) {
        String detail = "There is no template named '%s'. %s".formatted(Text.line(name, 80), templates.inventory());
        return Problem.of(404, "no-such-template", "No such template", detail);
    }

    private NotificationDraft rendered(TemplateFile template, JsonNode payload, String name) {
        return AlertShape.group(payload, name)
                .map(group -> alerts.preview(template, group, CLIENT, name))
                .orElseGet(() -> template.apply(PlainData.root(payload), NotificationDraft.of(CLIENT, name)));
    }
}
