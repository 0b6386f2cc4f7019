package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.HtmlText;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import static io.ilinknotify.intake.JsonText.text;

/**
 * One alert of a group.
 *
 * @param headline what happened, one line
 * @param annotations what its rule says of it
 * @param values the numbers behind it in short form, by their names
 * @param link where to read on, if anywhere
 * @param panel where it can be seen, if told and not the link itself
 * @param silence where to silence it, if told
 * @param identity what makes it the same alert in another payload
 */
record Alert(
        boolean resolved,
        Map<String, String> labels,
        Priority priority,
        String headline,
        Map<String, String> annotations,
        Map<String, String> values,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String link,
        @Nullable String panel,
        @Nullable String silence,
        String identity) {
    /** Below this a length tells nothing that the start does not. */
    private static final long WORTH_TELLING = 60;

    private static final int HEADLINE = 300;

    Alert {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    static Alert of(JsonNode alert, boolean groupResolved, Severities severities) {
        Map<String, String> labels = JsonText.texts(alert.get("labels"));
        Map<String, String> annotations = JsonText.texts(alert.get("annotations"));
        boolean resolved = text(alert, "status").isBlank() ? groupResolved : isResolved(alert);
        String panel = first(text(alert, "panelURL"), text(alert, "dashboardURL"));
        // The nearest to what a person does next: instructions, then pictures, then the expression.
        String link = first(
                annotations.get("runbook_url"), panel, annotations.get("dashboard_url"), text(alert, "generatorURL"));
        return new Alert(
                resolved,
                labels,
                severities.of(labels.getOrDefault("severity", "")),
                headline(annotations, labels),
                annotations,
                ValueText.of(alert),
                JsonText.time(text(alert, "startsAt")),
                resolved ? JsonText.time(text(alert, "endsAt")) : null,
                link,
                Objects.equals(panel, link) ? null : panel,
                Text.link(text(alert, "silenceURL")),
                identity(alert, labels, resolved));
    }

    static boolean isResolved(JsonNode node) {
        return text(node, "status").equalsIgnoreCase("resolved");
    }

    static String headline(Map<String, String> annotations, Map<String, String> labels) {
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
        String fingerprint = text(alert, "fingerprint");
        String who = fingerprint.isBlank() ? AlertTranslator.digest(labels.toString()) : fingerprint;
        return who + (resolved ? "-" : "+") + text(alert, "startsAt");
    }

    /** The name of its rule; empty without one. */
    String name() {
        return labels.getOrDefault("alertname", "");
    }

    /** How long it lasted or lasts; 0 when that is not known or not worth telling. */
    long seconds(Instant now) {
        Instant end = resolved ? endsAt : now;
        if (startsAt == null || end == null || end.isBefore(startsAt)) {
            return 0;
        }
        long seconds = Duration.between(startsAt, end).toSeconds();
        return resolved || seconds >= WORTH_TELLING ? seconds : 0;
    }
}
