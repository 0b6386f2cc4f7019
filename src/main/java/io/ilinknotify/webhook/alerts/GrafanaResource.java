package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Problems;
import io.ilinknotify.intake.LargeBodies;
import io.ilinknotify.intake.Translation;
import io.ilinknotify.webhook.ForeignBody;
import io.ilinknotify.webhook.GenericTranslator;
import io.ilinknotify.webhook.WebhookDesk;
import io.ilinknotify.webhook.WebhookQuery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code POST|PUT /webhook/grafana}, by token or by signature. A payload of the operator's own is told in the generic way. */
@Path("/webhook/grafana")
@RunOnVirtualThread
public class GrafanaResource {
    private final WebhookDesk desk;
    private final GrafanaTranslator translator;
    private final GenericTranslator generic;
    private final GrafanaSignature signature;

    GrafanaResource(
            WebhookDesk desk, GrafanaTranslator translator, GenericTranslator generic, GrafanaSignature signature) {
        this.desk = desk;
        this.translator = translator;
        this.generic = generic;
        this.signature = signature;
    }

    @POST
    public Response post(
            byte @Nullable [] body,
            @QueryParam("priority") @Nullable String priority,
            @QueryParam("resolved") @Nullable String resolved,
            @QueryParam("template") @Nullable String template,
            @QueryParam("dedup") @Nullable String dedup,
            @Context HttpServerRequest request) {
        String client = client(request, body == null ? new byte[0] : body);
        WebhookQuery query = WebhookQuery.parse(priority, resolved, template, dedup);
        return LargeBodies.read(body, () -> translated(ForeignBody.read(body), client, query))
                .map(desk::answer)
                .orElseGet(desk::nothingToTell);
    }

    private Optional<Translation> translated(JsonNode payload, String client, WebhookQuery query) {
        return payload.path("alerts").isArray()
                ? translator.translate(payload, client, query)
                : Optional.of(Translation.of(generic.translate(payload, client, GrafanaTranslator.SOURCE, query)));
    }

    @PUT
    public Response put(
            byte @Nullable [] body,
            @QueryParam("priority") @Nullable String priority,
            @QueryParam("resolved") @Nullable String resolved,
            @QueryParam("template") @Nullable String template,
            @QueryParam("dedup") @Nullable String dedup,
            @Context HttpServerRequest request) {
        return post(body, priority, resolved, template, dedup, request);
    }

    private String client(HttpServerRequest request, byte[] body) {
        if (!desk.isUnknown()) {
            return desk.client();
        }
        if (!signature.isValid(request, body)) {
            throw new ProblemException(Problems.unauthorized());
        }
        return GrafanaTranslator.SOURCE;
    }
}
