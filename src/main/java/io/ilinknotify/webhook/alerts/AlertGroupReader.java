package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.Digest;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads the payloads of Alertmanager (v3, v4) and Grafana (v1), which are of one family. Nothing in them is required. */
final class AlertGroupReader {
    private static final int HEADLINE = 300;

    private final SeverityMap severities;

    AlertGroupReader(SeverityMap severities) {
        this.severities = severities;
    }

    AlertGroup read(JsonNode payload) {
        boolean resolved = isResolved(payload);
        Map<String, String> common = JsonText.texts(payload.get("commonAnnotations"));
        List<Alert> alerts = new ArrayList<>();
        JsonNode given = payload.get("alerts");
        if (given != null && given.isArray()) {
            given.forEach(alert -> {
                if (alert.isObject()) {
                    alerts.add(alert(alert, resolved));
                }
            });
        }
        String groupKey = JsonText.text(payload, "groupKey");
        return new AlertGroup(
                JsonText.text(payload, "receiver"),
                resolved,
                groupKey.isBlank() ? null : groupKey,
                groupLabels(payload),
                headline(common, JsonText.texts(payload.get("commonLabels"))),
                alerts,
                Math.max(0, payload.path("truncatedAlerts").asInt(0)),
                JsonText.link(JsonText.text(payload, "externalURL")));
    }

    private static Map<String, String> groupLabels(JsonNode payload) {
        Map<String, String> chosen = JsonText.texts(payload.get("groupLabels"));
        String name = JsonText.texts(payload.get("commonLabels")).getOrDefault("alertname", "");
        return chosen.isEmpty() && !name.isBlank() ? Map.of("alertname", name) : chosen;
    }

    private Alert alert(JsonNode alert, boolean groupResolved) {
        Map<String, String> labels = JsonText.texts(alert.get("labels"));
        Map<String, String> annotations = JsonText.texts(alert.get("annotations"));
        boolean resolved = JsonText.text(alert, "status").isBlank() ? groupResolved : isResolved(alert);
        String link = link(alert, annotations);
        String panel = panel(alert);
        return new Alert(
                resolved,
                labels,
                severities.of(labels.getOrDefault("severity", "")),
                headline(annotations, labels),
                annotations,
                ValueText.of(alert),
                JsonText.time(JsonText.text(alert, "startsAt")),
                resolved ? JsonText.time(JsonText.text(alert, "endsAt")) : null,
                link,
                Objects.equals(panel, link) ? null : panel,
                JsonText.link(JsonText.text(alert, "silenceURL")),
                identity(alert, labels, resolved));
    }

    private static String headline(Map<String, String> annotations, Map<String, String> labels) {
        String text = Stream.of("summary", "description", "message", "title")
                .map(name -> annotations.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElseGet(() -> labels.getOrDefault("alertname", ""));
        return Text.line(Entities.decode(text), HEADLINE);
    }

    /** The nearest to what a person does next: instructions, then pictures, then the expression. */
    private static @Nullable String link(JsonNode alert, Map<String, String> annotations) {
        return first(
                annotations.get("runbook_url"),
                panel(alert),
                annotations.get("dashboard_url"),
                JsonText.text(alert, "generatorURL"));
    }

    /** Grafana's panel, else all of its dashboard. */
    private static @Nullable String panel(JsonNode alert) {
        return first(JsonText.text(alert, "panelURL"), JsonText.text(alert, "dashboardURL"));
    }

    private static @Nullable String first(@Nullable String... links) {
        for (String text : links) {
            String link = JsonText.link(text);
            if (link != null) {
                return link;
            }
        }
        return null;
    }

    /** Old senders give no fingerprint: the labels are what it would be made of. */
    private static String identity(JsonNode alert, Map<String, String> labels, boolean resolved) {
        String fingerprint = JsonText.text(alert, "fingerprint");
        String who = fingerprint.isBlank() ? Digest.of(labels.toString()) : fingerprint;
        return who + (resolved ? "-" : "+") + JsonText.text(alert, "startsAt");
    }

    private static boolean isResolved(JsonNode node) {
        return JsonText.text(node, "status").equalsIgnoreCase("resolved");
    }
}
