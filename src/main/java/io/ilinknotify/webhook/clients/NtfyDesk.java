package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.LargeBodies;
import io.ilinknotify.intake.PriorityText;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.ForeignBody;
import io.ilinknotify.webhook.ForeignForm;
import io.ilinknotify.webhook.ForeignMessage;
import io.ilinknotify.webhook.WebhookDesk;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ntfy's two ways of publishing: a text with headers, and JSON. */
@Singleton
final class NtfyDesk {
    private static final String SOURCE = "ntfy";
    /** ntfy's own words for a message without any. */
    private static final String TRIGGERED = "triggered";

    private final WebhookDesk desk;

    NtfyDesk(WebhookDesk desk) {
        this.desk = desk;
    }

    Response text(byte @Nullable [] body, String topic, HttpServerRequest request) {
        Optional<ObjectNode> form = ForeignForm.multipart(body, type(request));
        if (form.isPresent()) {
            return fields(form.get(), topic);
        }
        NtfyParameters said = NtfyParameters.of(request);
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        String message = text.isBlank() ? said.message() : text;
        return publish(
                new ForeignMessage(
                        said.title(),
                        message.isBlank() && said.title().isBlank() ? TRIGGERED : message,
                        PriorityText.parse(said.priority()).orElse(Priority.DEFAULT),
                        said.tagList(),
                        said.click()),
                topic);
    }

    Response json(byte @Nullable [] body, HttpServerRequest request) {
        return LargeBodies.read(body, () -> published(body, request));
    }

    private Response published(byte @Nullable [] body, HttpServerRequest request) {
        JsonNode plain = ForeignBody.read(body);
        JsonNode payload = ForeignForm.multipart(body, type(request))
                .<JsonNode>map(form -> form)
                .orElse(plain);
        if (payload.isTextual()) {
            return publish(ForeignMessage.of("", payload.asText(), Priority.DEFAULT), "");
        }
        return fields(payload, JsonText.text(payload, "topic"));
    }

    private Response fields(JsonNode payload, String topic) {
        List<String> tags =
                new ArrayList<>(List.of(JsonText.text(payload, "tags").split(",", NtfyParameters.MOST_TAGS)));
        payload.path("tags").forEach(tag -> tags.add(tag.asText("")));
        String title = JsonText.text(payload, "title");
        JsonNode given = payload.path("message");
        String message = given.isContainerNode() ? given.toString() : JsonText.text(payload, "message");
        return publish(
                new ForeignMessage(
                        title,
                        message.isBlank() && title.isBlank() ? TRIGGERED : message,
                        PriorityText.parse(JsonText.text(payload, "priority")).orElse(Priority.DEFAULT),
                        tags,
                        JsonText.text(payload, "click")),
                topic);
    }

    private static @Nullable String type(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.CONTENT_TYPE);
    }

    private Response publish(ForeignMessage message, String topic) {
        return desk.answer(
                message.toDraft(desk.client(), SOURCE),
                MediaType.APPLICATION_JSON,
                entry -> NtfyAnswer.of(entry, topic));
    }
}
