package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.JsonTranslator;
import io.ilinknotify.intake.Translation;
import io.ilinknotify.webhook.WebhookQuery;
import io.ilinknotify.webhook.template.BuiltInTemplates;
import io.ilinknotify.webhook.template.TemplateFile;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** The webhook of Grafana's unified alerting, version 1. */
@Singleton
public final class GrafanaTranslator implements JsonTranslator {
    /** Its name in records and metrics, and that of the operator's template for it. */
    static final String SOURCE = "grafana";

    private final AlertTranslator alerts;
    private final TemplateFile text;

    public GrafanaTranslator(AlertTranslator alerts, BuiltInTemplates texts) {
        this.alerts = alerts;
        this.text = texts.grafana();
    }

    /** Whether a group of alerts has what only Grafana adds. */
    public static boolean isGrafana(JsonNode payload) {
        JsonNode first = payload.path("alerts").path(0);
        return Stream.of("orgId", "appVersion").anyMatch(payload::has)
                || (payload.has("state") && payload.has("title"))
                || Stream.of("valueString", "silenceURL", "dashboardURL", "panelURL")
                        .anyMatch(first::has);
    }

    @Override
    public Optional<Translation> translate(ObjectNode payload, String client) {
        boolean ours = AlertTranslator.isAlertGroup(payload) && isGrafana(payload);
        return ours ? translate(payload, client, WebhookQuery.NONE) : Optional.empty();
    }

    /** Empty when the query says that it is not to be told. */
    Optional<Translation> translate(JsonNode payload, String client, WebhookQuery query) {
        WebhookQuery asked = isTest(payload) ? query.with(WebhookQuery.Dedup.GROUP) : query;
        return alerts.translate(steady(payload), client, SOURCE, text, asked);
    }

    /** What the button "Test" of a contact point sends. Ten clicks are ten groups to Grafana and one test to a person. */
    private static boolean isTest(JsonNode payload) {
        JsonNode labels = payload.path("commonLabels");
        return JsonText.text(labels, "alertname").equals("TestAlert")
                && JsonText.text(labels, "instance").equals("Grafana");
    }

    private static JsonNode steady(JsonNode payload) {
        return isTest(payload) && payload instanceof ObjectNode object
                ? object.deepCopy().put("groupKey", "test of " + JsonText.text(payload, "receiver"))
                : payload;
    }
}
