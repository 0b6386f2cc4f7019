package io.ilinknotify.intake.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.ForeignBody;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.problem.Problem;
import io.ilinknotify.problem.ProblemException;
import io.ilinknotify.problem.Problems;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code POST /templates/<name>/preview} (operator): what a template makes of a payload. Nothing is stored or sent. */
@Path("/templates/{name}/preview")
public class PreviewResource {
    private final OwnTemplates templates;

    PreviewResource(OwnTemplates templates) {
        this.templates = templates;
    }

    @POST
    public Response post(byte @Nullable [] body, @PathParam("name") String name) {
        JsonNode payload = ForeignBody.read(body);
        NotificationDraft nothing = new NotificationDraft(
                "operator", name, null, "", Priority.DEFAULT, List.of(), null, null, null, null, Phase.NONE);
        NotificationDraft made;
        try {
            made = templates
                    .preview(name, payload, nothing)
                    .orElseThrow(() -> new ProblemException(Problems.ofStatus(404)));
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ProblemException(
                    Problem.of(422, "template-failed", "The template fails on this payload", OwnTemplates.reason(e)));
        }
        return Response.ok(Preview.of(made), MediaType.APPLICATION_JSON_TYPE).build();
    }
}
