package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.webhook.WebhookQuery;
import io.ilinknotify.webhook.template.Templates;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** What tests of alerts stand on: a fixed moment, 18:40 on 22 November 2026 in Shanghai. */
public final class Translators {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:40:00Z"), ZONE);

    public static final Severities SEVERITIES = new Severities(Map.of("sev-night", Priority.HIGH));

    private Translators() {}

    public static AlertTranslator alerts(Language language) {
        return alerts(texts(language));
    }

    public static AlertTranslator alerts(Templates templates) {
        return new AlertTranslator(SEVERITIES, templates, CLOCK);
    }

    public static Templates texts(Language language) {
        return new Templates(Optional.empty(), language, ZONE, CLOCK, SEVERITIES);
    }

    /** The parameters of a webhook's address: name, value, name, value. */
    public static WebhookQuery query(String... parameters) {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.add(parameters[i], parameters[i + 1]);
        }
        return WebhookQuery.of(given);
    }

    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Title, text and link as they would stand on the phone. */
    public static String told(NotificationDraft draft) {
        return draft.title() + "\n" + draft.text() + (draft.url() == null ? "" : "\n" + draft.url());
    }
}
