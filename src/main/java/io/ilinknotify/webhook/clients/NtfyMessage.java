package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.HeaderText;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.webhook.ForeignBody;
import io.ilinknotify.webhook.ForeignForm;
import io.ilinknotify.webhook.ForeignMessage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A message as ntfy's clients send it (a text with headers for a topic, or JSON) and as ntfy answers it. */
final class NtfyMessage {
    private static final String TOPICS = "/ntfy/";

    /** ntfy's own words for a message without any. */
    private static final String TRIGGERED = "triggered";

    /** More words than are kept: a million commas are not worth a million words. */
    private static final int MOST_TAGS = 100;

    private NtfyMessage() {}

    /** The members that ntfy's JSON has, whatever the request is. */
    static JsonNode payload(byte @Nullable [] body, HttpServerRequest request) {
        String topic = topic(request.path());
        Optional<ObjectNode> form = ForeignForm.multipart(body, ForeignClient.type(request));
        if (form.isPresent()) {
            return topic.isEmpty() ? form.get() : form.get().put("topic", topic);
        }
        if (topic.isEmpty()) {
            JsonNode json = ForeignBody.read(body);
            return json.isTextual() ? JsonNodeFactory.instance.objectNode().set("message", json) : json;
        }
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        return JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic)
                .put("title", value(request, "X-Title", "Title", "ti", "t"))
                .put("message", text.isBlank() ? value(request, "X-Message", "Message", "m") : text)
                .put("priority", value(request, "X-Priority", "Priority", "prio", "p"))
                .put("tags", value(request, "X-Tags", "Tags", "Tag", "ta"))
                .put("click", value(request, "X-Click", "Click"));
    }

    static ForeignMessage of(JsonNode payload) {
        List<String> tags =
                new ArrayList<>(List.of(JsonText.text(payload, "tags").split(",", MOST_TAGS)));
        payload.path("tags").forEach(tag -> tags.add(tag.asText("")));
        String title = JsonText.text(payload, "title");
        JsonNode given = payload.path("message");
        String message = given.isContainerNode() ? given.toString() : JsonText.text(payload, "message");
        return new ForeignMessage(
                title,
                message.isBlank() && title.isBlank() ? TRIGGERED : message,
                Priority.parse(JsonText.text(payload, "priority")).orElse(Priority.DEFAULT),
                tags,
                JsonText.text(payload, "click"));
    }

    static Answer answer(JsonNode payload, OutboxEntry entry) {
        return new Answer(
                entry.notification().id().value(),
                entry.notification().createdAt().getEpochSecond(),
                "message",
                JsonText.text(payload, "topic"),
                entry.notification().content().text());
    }

    /** ntfy's answer. */
    @RegisterForReflection
    record Answer(String id, long time, String event, String topic, String message) {}

    /** The topic in the path; empty where the JSON has it. */
    private static String topic(String path) {
        if (!path.startsWith(TOPICS)) {
            return "";
        }
        return path.substring(
                TOPICS.length(), path.endsWith("/") ? Math.max(TOPICS.length(), path.length() - 1) : path.length());
    }

    /** The first of ntfy's names for it that has a value, in a header or in the query. */
    private static String value(HttpServerRequest request, String... names) {
        return Stream.of(names)
                .map(name -> one(request, name))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String one(HttpServerRequest request, String name) {
        String header = request.getHeader(name);
        if (header != null) {
            return HeaderText.decode(header);
        }
        try {
            String parameter = request.getParam(name.toLowerCase(Locale.ROOT));
            return parameter == null ? "" : parameter;
        } catch (IllegalArgumentException e) {
            return ""; // the query cannot be decoded
        }
    }
}
