package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonTranslator;
import io.ilinknotify.intake.Translation;
import io.ilinknotify.webhook.WebhookQuery;
import io.ilinknotify.webhook.template.BuiltInTemplates;
import io.ilinknotify.webhook.template.TemplateFile;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Alertmanager's webhook, versions 3 and 4. */
@Singleton
public final class AlertmanagerTranslator implements JsonTranslator {
    /** Its name in records and metrics, and that of the operator's template for it. */
    static final String SOURCE = "alertmanager";

    private final AlertTranslator alerts;
    private final TemplateFile text;

    public AlertmanagerTranslator(AlertTranslator alerts, BuiltInTemplates texts) {
        this.alerts = alerts;
        this.text = texts.alertmanager();
    }

    @Override
    public Optional<Translation> translate(ObjectNode payload, String client) {
        boolean ours = AlertTranslator.isAlertGroup(payload) && !GrafanaTranslator.isGrafana(payload);
        return ours ? translate(payload, client, WebhookQuery.NONE) : Optional.empty();
    }

    /** Empty when the query says that it is not to be told. */
    Optional<Translation> translate(JsonNode payload, String client, WebhookQuery query) {
        return alerts.translate(payload, client, SOURCE, text, query);
    }
}
