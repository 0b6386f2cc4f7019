package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.template.OwnTemplates;
import io.ilinknotify.webhook.template.PlainData;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Guesses title and text from usual names, and lists what there is when none of them is used. Refuses nothing. */
@Singleton
public final class GenericTranslator {
    private static final int LONGEST_TITLE = 200;

    private final OwnTemplates templates;
    private final Severities severities;

    @Inject
    public GenericTranslator(OwnTemplates templates, WebhookConfig config) {
        this(templates, new Severities(config.severity()));
    }

    public GenericTranslator(OwnTemplates templates, Severities severities) {
        this.templates = templates;
        this.severities = severities;
    }

    /** By the operator's template if there is one of that name, else in the generic way. */
    public NotificationDraft translate(JsonNode payload, String client, String name, WebhookQuery query) {
        NotificationDraft guess = guess(payload, client, name, query);
        return templates.instead(guess, query, template -> template.apply(PlainData.root(payload), guess));
    }

    /**
     * A message of a client made for another service. What says nothing where that service looks is told in the generic
     * way; 400 when there is nothing at all.
     */
    public NotificationDraft orAll(ForeignMessage message, JsonNode payload, String client, String source) {
        if (!message.isBlank() || KeyValueList.isEmpty(payload)) {
            return message.toDraft(client, source);
        }
        return guess(payload, client, source, WebhookQuery.NONE.with(message.priority()));
    }

    private NotificationDraft guess(JsonNode payload, String client, String name, WebhookQuery query) {
        String text = payload.isTextual()
                ? payload.asText()
                : JsonText.first(payload, "text", "message", "body", "content", "msg", "desp", "description", "summary")
                        .orElse("");
        String title = JsonText.first(payload, "title", "subject", "name", "event", "alertname")
                .map(line -> Text.line(line, LONGEST_TITLE))
                .orElse(null);
        if (text.isBlank()) {
            text = KeyValueList.of(payload);
            title = title == null ? name : title;
        }
        return new NotificationDraft(
                client,
                name,
                title,
                Text.shorten(Text.clean(text).strip(), Limits.TEXT),
                query.priority().orElseGet(() -> priority(payload)),
                List.of(),
                JsonText.first(payload, "url", "link", "html_url", "web_url")
                        .map(JsonText::link)
                        .orElse(null),
                query.dedup() == WebhookQuery.Dedup.OFF ? null : key(payload, "dedup_key"),
                key(payload, "thread"),
                null,
                Phase.NONE);
    }

    private Priority priority(JsonNode payload) {
        return Priority.parse(JsonText.text(payload, "priority"))
                .orElseGet(() -> severities.of(
                        JsonText.first(payload, "severity", "level").orElse("")));
    }

    private static @Nullable String key(JsonNode payload, String name) {
        return JsonText.first(payload, name)
                .map(key -> Text.line(key, Limits.KEY))
                .orElse(null);
    }
}
