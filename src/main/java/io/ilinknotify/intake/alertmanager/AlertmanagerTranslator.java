package io.ilinknotify.intake.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonTranslator;
import io.ilinknotify.intake.WebhookQuery;
import io.ilinknotify.intake.alerts.AlertTranslator;
import io.ilinknotify.intake.grafana.GrafanaTranslator;
import io.ilinknotify.intake.template.OwnTemplates;
import io.ilinknotify.notification.NotificationDraft;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Alertmanager's webhook, versions 3 and 4. */
@Singleton
public final class AlertmanagerTranslator implements JsonTranslator {
    /** Its name in records and metrics, and that of the operator's template for it. */
    static final String SOURCE = "alertmanager";

    private final AlertTranslator alerts;
    private final OwnTemplates templates;

    public AlertmanagerTranslator(AlertTranslator alerts, OwnTemplates templates) {
        this.alerts = alerts;
        this.templates = templates;
    }

    @Override
    public Optional<NotificationDraft> translate(ObjectNode payload, String client) {
        boolean ours = AlertTranslator.isAlertGroup(payload) && !GrafanaTranslator.isGrafana(payload);
        return ours ? translate(payload, client, WebhookQuery.NONE) : Optional.empty();
    }

    /** Empty when the query says that it is not to be told. */
    Optional<NotificationDraft> translate(JsonNode payload, String client, WebhookQuery query) {
        return alerts.translate(payload, client, SOURCE, query)
                .map(draft -> templates.instead(draft, payload, SOURCE, query));
    }

    /** The same when it is told for the second time or more; an own template's words stay as they are. */
    NotificationDraft again(JsonNode payload, WebhookQuery query, NotificationDraft draft, long times) {
        return templates.has(query.template().orElse(SOURCE)) ? draft : alerts.again(payload, query, draft, times);
    }
}
