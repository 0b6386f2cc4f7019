package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.HtmlText;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads groups of alerts of Alertmanager (v3, v4) and Grafana (v1), which are of one family. Nothing in them is required. */
final class AlertGroupReader {
    private static final int HEADLINE = 300;
    private static final int LONGEST_WORDS = 800;
    /** How Grafana's titles and messages begin when nobody has written others. */
    private static final Pattern BUILT_IN =
            Pattern.compile("\\s*+(?:\\[(?:FIRING|RESOLVED)|\\*\\*(?:Firing|Resolved)\\*\\*)");

    private final Severities severities;

    AlertGroupReader(Severities severities) {
        this.severities = severities;
    }

    AlertGroup read(JsonNode payload) {
        boolean resolved = isResolved(payload);
        List<Alert> alerts = new ArrayList<>();
        payload.path("alerts").forEach(given -> {
            JsonNode alert = given.isTextual() && given.asText().length() > 1 ? ofText(given) : given;
            if (alert.isObject()) {
                alerts.add(alert(alert, resolved));
            }
        });
        String groupKey = JsonText.text(payload, "groupKey");
        String common =
                headline(JsonText.texts(payload.get("commonAnnotations")), JsonText.texts(payload.get("commonLabels")));
        String message = own(payload, "message");
        return new AlertGroup(
                JsonText.text(payload, "receiver"),
                resolved,
                groupKey.isBlank() ? null : groupKey,
                groupLabels(payload),
                own(payload, "title"),
                message.isEmpty() && alerts.isEmpty() ? common : message,
                alerts,
                Math.max(0, payload.path("truncatedAlerts").asInt(0)),
                Text.link(JsonText.text(payload, "externalURL")));
    }

    private static ObjectNode ofText(JsonNode text) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        alert.putObject("annotations").set("summary", text);
        return alert;
    }

    /** Words that somebody wrote for the contact point. */
    private static String own(JsonNode payload, String name) {
        String text = JsonText.text(payload, name);
        return Text.isBlank(text) || BUILT_IN.matcher(text).lookingAt()
                ? ""
                : Text.shorten(text.strip(), LONGEST_WORDS);
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
        String panel = first(JsonText.text(alert, "panelURL"), JsonText.text(alert, "dashboardURL"));
        // The nearest to what a person does next: instructions, then pictures, then the expression.
        String link = first(
                annotations.get("runbook_url"),
                panel,
                annotations.get("dashboard_url"),
                JsonText.text(alert, "generatorURL"));
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
                Text.link(JsonText.text(alert, "silenceURL")),
                identity(alert, labels, resolved));
    }

    private static String headline(Map<String, String> annotations, Map<String, String> labels) {
        String text = Stream.of("summary", "description", "message", "title")
                .map(name -> annotations.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElseGet(() -> labels.getOrDefault("alertname", ""));
        return Text.line(HtmlText.decode(text), HEADLINE);
    }

    private static @Nullable String first(@Nullable String... links) {
        return Stream.of(links)
                .map(Text::link)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Old senders give no fingerprint: the labels are what it would be made of. */
    private static String identity(JsonNode alert, Map<String, String> labels, boolean resolved) {
        String fingerprint = JsonText.text(alert, "fingerprint");
        String who = fingerprint.isBlank() ? AlertTranslator.digest(labels.toString()) : fingerprint;
        return who + (resolved ? "-" : "+") + JsonText.text(alert, "startsAt");
    }

    private static boolean isResolved(JsonNode node) {
        return JsonText.text(node, "status").equalsIgnoreCase("resolved");
    }
}
