package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.LargeBodies;
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
import java.util.List;

/** {@code POST /gotify/message}: give clients the base address {@code …/gotify}. */
@Path("/gotify/message")
@RunOnVirtualThread
public class GotifyResource {
    private static final String SOURCE = "gotify";
    private static final int USUAL = 5;

    private final WebhookDesk desk;
    private final GenericTranslator generic;

    GotifyResource(WebhookDesk desk, GenericTranslator generic) {
        this.desk = desk;
        this.generic = generic;
    }

    @POST
    public Response post(byte @Nullable [] body, @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type) {
        return LargeBodies.read(body, () -> answer(ForeignForm.read(body, type)));
    }

    private Response answer(JsonNode payload) {
        int priority = payload.path("priority").asInt(USUAL);
        ForeignMessage message = new ForeignMessage(
                JsonText.text(payload, "title"),
                payload.isTextual() ? payload.asText() : JsonText.text(payload, "message"),
                priority(priority),
                List.of(),
                JsonText.text(
                        payload.path("extras").path("client::notification").get("click"), "url"));
        return desk.answer(
                generic.orAll(message, payload, desk.client(), SOURCE),
                MediaType.APPLICATION_JSON,
                entry -> GotifyAnswer.of(entry, priority));
    }

    /** Gotify's app is silent to 3, makes a sound to 7, and shows itself above. */
    static Priority priority(int number) {
        if (number <= 3) {
            return Priority.LOW;
        }
        if (number <= 7) {
            return Priority.DEFAULT;
        }
        return number < 10 ? Priority.HIGH : Priority.CRITICAL;
    }
}
