package io.ilinknotify.intake.alerts;

import io.ilinknotify.intake.PlainText;
import io.ilinknotify.intake.Shorten;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a group of alerts in one text that fits into one message: the worst whole, the rest counted. */
final class AlertText {
    /** With title, link and footer this stays below the 1,800 characters of a message. */
    private static final int LONGEST = 1_300;

    private static final int MOST_BLOCKS = 12;
    private static final int MOST_LABELS = 6;
    private static final int LABEL = 80;
    private static final int TITLE = 160;
    /** Expressions in links are long; a list of alerts has no room for them. */
    private static final int LINK_IN_LIST = 160;

    private static final int LINKS_WITH_SILENCE = 3;
    /** Told by the title and the sign, or of no use to a person. */
    private static final Set<String> UNTOLD = Set.of("alertname", "severity", "prometheus", "grafana_folder");

    private static final Comparator<Alert> WORST_FIRST = Comparator.comparing(Alert::resolved)
            .thenComparing(Alert::priority, Comparator.reverseOrder())
            .thenComparing(Alert::startsAt, Comparator.nullsLast(Comparator.naturalOrder()));

    private final AlertWords words;
    private final AlertTimes times;

    AlertText(Language language, ZoneId zone) {
        this.words = AlertWords.in(language);
        this.times = new AlertTimes(language, zone);
    }

    /** State, count, and what the group has in common. */
    String title(AlertGroup group) {
        boolean none = group.alerts().isEmpty();
        long firing = none && group.phase() == Phase.FIRING ? group.truncated() : group.firing();
        String about = about(group);
        return Shorten.line(words.state(firing, none ? 0 : group.ended()) + about, TITLE);
    }

    private static String about(AlertGroup group) {
        Map<String, String> labels = group.groupLabels();
        String name = labels.getOrDefault("alertname", "");
        String names = name.isBlank()
                ? group.alerts().stream()
                        .map(Alert::name)
                        .filter(n -> !n.isBlank())
                        .distinct()
                        .limit(3)
                        .map(n -> Shorten.line(n, LABEL))
                        .collect(Collectors.joining("、"))
                : Shorten.line(name, LABEL);
        String rest = labels.entrySet().stream()
                .filter(label -> !label.getKey().equals("alertname"))
                .limit(MOST_LABELS)
                .map(AlertText::label)
                .collect(Collectors.joining(" "));
        String about = Stream.of(names, rest).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
        return about.isEmpty() ? Shorten.line(group.receiver(), LABEL) : about;
    }

    /** A block for each alert, as many as there is room for; then what is missing. */
    String text(AlertGroup group, Instant now) {
        List<Alert> sorted = group.alerts().stream().sorted(WORST_FIRST).toList();
        Set<String> told = differing(group, sorted);
        List<String> parts = new ArrayList<>();
        if (sorted.isEmpty() && !group.headline().isBlank()) {
            parts.add(group.headline());
        }
        int room = LONGEST;
        int shown = 0;
        for (Alert alert : sorted) {
            String block = block(alert, told, sorted.size(), now);
            room -= PlainText.length(block) + 2;
            if (shown > 0 && (room < 0 || shown == MOST_BLOCKS)) {
                break;
            }
            parts.add(block);
            shown++;
        }
        List<Alert> rest = sorted.subList(shown, sorted.size());
        if (!rest.isEmpty()) {
            long ended = rest.stream().filter(Alert::resolved).count();
            parts.add(words.rest(rest.size() - ended, ended));
        }
        if (group.truncated() > 0) {
            parts.add(words.truncated(group.truncated()));
        }
        return String.join("\n\n", parts);
    }

    /** That the sender repeats itself. */
    String again(AlertGroup group, long times, Instant now) {
        Instant first = group.alerts().stream()
                .filter(alert -> !alert.resolved())
                .map(Alert::startsAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return words.again(times, this.times.sinceThen(first, now));
    }

    private String block(Alert alert, Set<String> told, int of, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(sign(alert) + " " + (alert.headline().isBlank() ? "—" : alert.headline()));
        String labels = alert.labels().entrySet().stream()
                .filter(label ->
                        told.contains(label.getKey()) && !label.getValue().isBlank())
                .filter(label -> !label.getValue().equals(alert.headline()))
                .limit(MOST_LABELS)
                .map(AlertText::label)
                .collect(Collectors.joining(" · "));
        Stream.of(labels, alert.values(), times.of(alert, now).orElse(""))
                .filter(line -> !line.isEmpty())
                .forEach(lines::add);
        String link = alert.link();
        if (of > 1 && link != null && link.length() <= LINK_IN_LIST) {
            lines.add(link);
        }
        String silence = alert.silence();
        if (silence != null && !alert.resolved() && of <= LINKS_WITH_SILENCE) {
            lines.add(words.silence(silence));
        }
        return String.join("\n", lines);
    }

    /** The labels that tell the alerts apart; of a single one all that the title does not tell. */
    private static Set<String> differing(AlertGroup group, List<Alert> alerts) {
        Set<String> names = new TreeSet<>();
        alerts.forEach(alert -> names.addAll(alert.labels().keySet()));
        names.removeIf(name -> group.groupLabels().containsKey(name) && !differs(name, alerts));
        names.removeIf(name -> name.startsWith("__") || (UNTOLD.contains(name) && !namesDiffer(name, alerts)));
        if (alerts.size() > 1) {
            names.removeIf(name -> !differs(name, alerts));
        }
        return names;
    }

    private static boolean namesDiffer(String name, List<Alert> alerts) {
        return name.equals("alertname") && differs(name, alerts);
    }

    private static boolean differs(String name, List<Alert> alerts) {
        return alerts.stream()
                        .map(alert -> alert.labels().getOrDefault(name, ""))
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    private static String label(Map.Entry<String, String> label) {
        return Shorten.line(label.getKey(), LABEL) + "=" + Shorten.line(label.getValue(), LABEL);
    }

    private static String sign(Alert alert) {
        if (alert.resolved()) {
            return "✅";
        }
        return switch (alert.priority()) {
            case CRITICAL -> "🔴";
            case HIGH -> "🟠";
            case DEFAULT -> "🟡";
            case LOW -> "🔵";
        };
    }
}
