package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static io.ilinknotify.intake.JsonText.text;

/**
 * The alerts that one webhook tells.
 *
 * @param receiver who it is for, in the sender's settings; may be empty
 * @param resolved whether the group as a whole has ended
 * @param groupKey the sender's name of the group; {@code null} from old senders
 * @param groupLabels what all of the group have in common by the sender's choice
 * @param title the contact point's own title, if it has one
 * @param message the contact point's own message, else what the sender says of an empty group; may be empty
 * @param truncated how many the sender left out
 * @param externalUrl where the sender's own page is, if told
 */
record AlertGroup(
        String receiver,
        boolean resolved,
        @Nullable String groupKey,
        Map<String, String> groupLabels,
        String title,
        String message,
        List<Alert> alerts,
        int truncated,
        @Nullable String externalUrl) {
    private static final int LONGEST_WORDS = 800;
    /** How Grafana's titles and messages begin when nobody has written others. */
    private static final Pattern BUILT_IN =
            Pattern.compile("\\s*+(?:\\[(?:FIRING|RESOLVED)|\\*\\*(?:Firing|Resolved)\\*\\*)");

    AlertGroup {
        alerts = List.copyOf(alerts);
    }

    /** Reads a group of Alertmanager's (v3, v4) or Grafana's (v1), which are of one family. Nothing in them is required. */
    static AlertGroup of(JsonNode payload, Severities severities) {
        boolean resolved = Alert.isResolved(payload);
        List<Alert> alerts = new ArrayList<>();
        payload.path("alerts").forEach(given -> {
            JsonNode alert = given.isTextual() && given.asText().length() > 1 ? ofText(given) : given;
            if (alert.isObject()) {
                alerts.add(Alert.of(alert, resolved, severities));
            }
        });
        // Ten clicks on "Test" are ten groups to Grafana and one test to a person.
        String groupKey = isTest(payload) ? "test of " + text(payload, "receiver") : text(payload, "groupKey");
        Map<String, String> commonLabels = JsonText.texts(payload.get("commonLabels"));
        String common = Alert.headline(JsonText.texts(payload.get("commonAnnotations")), commonLabels);
        String message = own(payload, "message");
        Map<String, String> chosen = JsonText.texts(payload.get("groupLabels"));
        String name = commonLabels.getOrDefault("alertname", "");
        return new AlertGroup(
                text(payload, "receiver"),
                resolved,
                groupKey.isBlank() ? null : groupKey,
                chosen.isEmpty() && !name.isBlank() ? Map.of("alertname", name) : chosen,
                own(payload, "title"),
                message.isEmpty() && alerts.isEmpty() ? common : message,
                alerts,
                Math.max(0, payload.path("truncatedAlerts").asInt(0)),
                Text.link(text(payload, "externalURL")));
    }

    /** Recognizes the alert that the button "Test" of Grafana's contact points sends. */
    static boolean isTest(JsonNode payload) {
        JsonNode labels = payload.path("commonLabels");
        return text(labels, "alertname").equals("TestAlert")
                && text(labels, "instance").equals("Grafana");
    }

    private static ObjectNode ofText(JsonNode text) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        alert.putObject("annotations").set("summary", text);
        return alert;
    }

    /** Words that somebody wrote for the contact point. */
    private static String own(JsonNode payload, String name) {
        String text = text(payload, name);
        return Text.isBlank(text) || BUILT_IN.matcher(text).lookingAt()
                ? ""
                : Text.shorten(text.strip(), LONGEST_WORDS);
    }

    AlertGroup firingOnly() {
        List<Alert> firing = alerts.stream().filter(alert -> !alert.resolved()).toList();
        return new AlertGroup(
                receiver, resolved, groupKey, groupLabels, title, message, firing, truncated, externalUrl);
    }

    Phase phase() {
        boolean ended = alerts.isEmpty() ? resolved : alerts.stream().allMatch(Alert::resolved);
        return ended ? Phase.RESOLVED : Phase.FIRING;
    }

    /** The most urgent of what fires; of what ended when nothing fires any more. */
    Priority priority() {
        boolean over = phase() == Phase.RESOLVED;
        Stream<Alert> counted = alerts.stream().filter(alert -> over || !alert.resolved());
        return counted.map(Alert::priority).max(Comparator.naturalOrder()).orElse(Priority.DEFAULT);
    }

    boolean isDated() {
        return !alerts.isEmpty() && alerts.stream().allMatch(alert -> alert.startsAt() != null);
    }

    long firing() {
        return alerts.stream().filter(alert -> !alert.resolved()).count();
    }

    long ended() {
        return alerts.size() - firing();
    }
}
