package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonText;

import java.util.Optional;
import java.util.stream.Stream;

import static io.ilinknotify.intake.JsonText.text;

/** Brings the shapes in which alerts come into one: the group of alerts as Alertmanager and Grafana write it. */
public final class AlertShape {
    /** The name of its address. */
    public static final String GRAFANA = "grafana";

    static final String ALERTMANAGER = "alertmanager";

    private AlertShape() {}

    /**
     * The group of alerts in a payload; empty when it is something else.
     *
     * @param address the name of the webhook that it came to; empty for {@code POST /notify}
     */
    public static Optional<ObjectNode> group(JsonNode payload, String address) {
        boolean expected = address.equals(ALERTMANAGER) || address.equals(GRAFANA);
        if (payload instanceof ObjectNode object && payload.path("alerts").isArray()) {
            return expected || isGroup(object) ? Optional.of(object) : Optional.empty();
        }
        if (isAlert(payload)) {
            return Optional.of(groupOf(payload));
        }
        if (payload.isArray() && isAlert(payload.path(0))) {
            return Optional.of(JsonNodeFactory.instance.objectNode().set("alerts", payload));
        }
        return isLegacy(payload) ? Optional.of(ofLegacy(payload)) : Optional.empty();
    }

    /** The sender of a group that came to no address of its own. */
    static String source(JsonNode group) {
        JsonNode first = group.path("alerts").path(0);
        boolean grafana = Stream.of("orgId", "appVersion").anyMatch(group::has)
                || (group.has("state") && group.has("title"))
                || Stream.of("valueString", "silenceURL", "dashboardURL", "panelURL")
                        .anyMatch(first::has);
        return grafana ? GRAFANA : ALERTMANAGER;
    }

    private static boolean isGroup(ObjectNode payload) {
        boolean framed = payload.path("status").isTextual()
                && Stream.of("groupLabels", "groupKey", "receiver", "version").anyMatch(payload::has);
        return framed || isAlert(payload.path("alerts").path(0));
    }

    private static boolean isAlert(JsonNode alert) {
        return alert.path("labels").isObject()
                && (alert.path("annotations").isObject()
                        || Stream.of("startsAt", "generatorURL", "fingerprint").anyMatch(alert::has));
    }

    private static ObjectNode groupOf(JsonNode alert) {
        ObjectNode group = JsonNodeFactory.instance.objectNode();
        group.put("status", text(alert, "status"));
        group.putArray("alerts").add(alert);
        return group;
    }

    /** Grafana before its unified alerting: one rule with the series that made it fire. */
    private static boolean isLegacy(JsonNode payload) {
        return payload.path("state").isTextual()
                && payload.has("ruleName")
                && Stream.of("evalMatches", "ruleUrl", "ruleId").anyMatch(payload::has);
    }

    private static ObjectNode ofLegacy(JsonNode payload) {
        String state = text(payload, "state");
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        alert.put("status", state.equals("ok") ? "resolved" : "firing");
        ObjectNode labels = alert.putObject("labels");
        JsonText.texts(payload.get("tags")).forEach(labels::put);
        labels.put("alertname", text(payload, "ruleName"));
        alert.putObject("annotations").put("summary", text(payload, "message"));
        ObjectNode values = alert.putObject("values");
        payload.path("evalMatches").forEach(match -> values.set(text(match, "metric"), match.get("value")));
        alert.put("panelURL", text(payload, "ruleUrl"));
        ObjectNode group = groupOf(alert);
        group.put("groupKey", "rule " + text(payload, "ruleId") + " " + text(payload, "ruleName"));
        return group.put("title", text(payload, "title"));
    }
}
