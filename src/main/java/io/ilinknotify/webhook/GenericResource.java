package io.ilinknotify.webhook;

import io.ilinknotify.intake.LargeBodies;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** {@code POST /webhook/<name>}: whatever comes, by the template {@code <name>.txt} if the operator has one. */
@Path("/webhook/{name: [A-Za-z0-9][A-Za-z0-9_-]{0,63}}")
@RunOnVirtualThread
public class GenericResource {
    private final WebhookDesk desk;
    private final GenericTranslator translator;

    GenericResource(WebhookDesk desk, GenericTranslator translator) {
        this.desk = desk;
        this.translator = translator;
    }

    @POST
    public Response post(
            byte @Nullable [] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @PathParam("name") String name,
            @QueryParam("priority") @Nullable String priority,
            @QueryParam("template") @Nullable String template,
            @QueryParam("dedup") @Nullable String dedup) {
        WebhookQuery query = WebhookQuery.parse(priority, null, template, dedup);
        return desk.answer(LargeBodies.read(
                body, () -> translator.translate(ForeignForm.payload(body, type), desk.client(), name, query)));
    }
}
