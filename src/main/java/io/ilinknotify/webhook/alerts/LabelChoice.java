package io.ilinknotify.webhook.alerts;

import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.Identifier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The labels of an alert that a person needs: those that tell the alerts apart; of a single one all that the title does not tell. */
final class LabelChoice {
    static final int MOST = 6;
    static final int LONGEST = 80;
    /** Each is looked up in every alert. */
    private static final int MOST_COMPARED = 500;
    /** Told by the title's name and the sign, or of no use to a person. */
    private static final Set<String> UNTOLD = Set.of("alertname", "severity", "prometheus", "grafana_folder");

    private final Set<String> names;

    /**
     * @param grouped the labels that the title tells
     * @param alerts all of the group, the shown ones first: so that a difference is found soon, however many there are
     * @param shown how many are shown
     */
    LabelChoice(Set<String> grouped, List<Alert> alerts, int shown) {
        this.names = new TreeSet<>();
        alerts.stream()
                .limit(shown)
                .flatMap(alert -> alert.labels().keySet().stream())
                .limit(MOST_COMPARED)
                .forEach(names::add);
        names.removeIf(name -> name.startsWith("__"));
        names.removeIf(name -> !differs(name, alerts) && (alerts.size() > 1 || grouped.contains(name)));
        names.removeIf(name -> UNTOLD.contains(name) && !(name.equals("alertname") && differs(name, alerts)));
    }

    /** Tells whether a label by which the alerts are grouped is worth a word in the title. */
    static boolean isTold(String name, String value) {
        return !UNTOLD.contains(name) && !Identifier.is(value);
    }

    /** Those of one alert that are told, cut. */
    Map<String, String> of(Alert alert) {
        Map<String, String> told = new LinkedHashMap<>();
        alert.labels().forEach((name, value) -> {
            boolean isNews = names.contains(name) && !value.isBlank() && !value.equals(alert.headline());
            if (isNews && !Identifier.is(value) && told.size() < MOST) {
                told.put(Text.line(name, LONGEST), Text.line(value, LONGEST));
            }
        });
        return told;
    }

    private static boolean differs(String name, List<Alert> alerts) {
        return alerts.stream()
                        .map(alert -> alert.labels().getOrDefault(name, ""))
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }
}
