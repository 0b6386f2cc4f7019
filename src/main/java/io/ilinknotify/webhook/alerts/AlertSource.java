package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The systems that send groups of alerts, each with a template of its own. */
public enum AlertSource {
    /** Versions 3 and 4 of its webhook. */
    ALERTMANAGER,
    /** Version 1 of the webhook of its unified alerting. */
    GRAFANA;

    /** Its name in addresses, records and metrics, and that of the operator's template for it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AlertSource> named(String code) {
        return Arrays.stream(values())
                .filter(source -> source.code().equals(code))
                .findFirst();
    }

    /** The sender of a payload; empty when it is no group of alerts. */
    static Optional<AlertSource> of(JsonNode payload) {
        if (!isAlertGroup(payload)) {
            return Optional.empty();
        }
        return Optional.of(isGrafana(payload) ? GRAFANA : ALERTMANAGER);
    }

    /** Whether it is a payload of this family at all. */
    public static boolean isAlertGroup(JsonNode payload) {
        return payload.path("alerts").isArray()
                && payload.path("status").isTextual()
                && Stream.of("groupLabels", "groupKey", "receiver", "version").anyMatch(payload::has);
    }

    /** Whether a group of alerts has what only Grafana adds. */
    private static boolean isGrafana(JsonNode payload) {
        JsonNode first = payload.path("alerts").path(0);
        return Stream.of("orgId", "appVersion").anyMatch(payload::has)
                || (payload.has("state") && payload.has("title"))
                || Stream.of("valueString", "silenceURL", "dashboardURL", "panelURL")
                        .anyMatch(first::has);
    }
}
