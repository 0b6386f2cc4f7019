package io.ilinknotify.webhook.alerts;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What templates see as {@code group}: sorted, chosen, counted and cut, so that they have only to say it. */
final class GroupData {
    /** More alerts than these nobody reads in one message. */
    static final int MOST_SHOWN = 12;

    private static final String NAME = "alertname";
    private static final String FOLDER = "grafana_folder";

    private static final Comparator<Alert> WORST_FIRST = Comparator.comparing(Alert::resolved)
            .thenComparing(Alert::priority, Comparator.reverseOrder())
            .thenComparing(Alert::startsAt, Comparator.nullsLast(Comparator.naturalOrder()));

    private final AlertGroup group;
    private final List<Alert> sorted;
    private final List<Map<String, @Nullable Object>> alerts;
    private final @Nullable String sharedLink;
    private final long times;
    private final Instant now;

    /** @param times how often the group is told, this time included */
    GroupData(AlertGroup group, long times, Instant now) {
        this.group = group;
        this.sorted = group.alerts().stream().sorted(WORST_FIRST).toList();
        this.sharedLink = sharedLink(sorted);
        LabelChoice labels = new LabelChoice(group.groupLabels().keySet(), sorted, MOST_SHOWN);
        AlertData data = new AlertData(sorted.size(), sharedLink == null, labels, now);
        this.alerts = sorted.stream().limit(MOST_SHOWN).map(data::data).toList();
        this.times = group.phase() == Phase.FIRING ? times : 1;
        this.now = now;
    }

    /** How many alerts can be shown. */
    int most() {
        return alerts.size();
    }

    /** With the {@code shown} worst alerts; the others are counted. */
    Map<String, @Nullable Object> showing(int shown) {
        List<Alert> hidden = sorted.subList(shown, sorted.size());
        long hiddenEnded = hidden.stream().filter(Alert::resolved).count();
        boolean none = sorted.isEmpty();
        boolean resolved = group.phase() == Phase.RESOLVED;
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("resolved", resolved);
        data.put("firing", none && !resolved ? group.truncated() : group.firing());
        data.put("ended", group.ended());
        data.put("about", about());
        data.put("labels", group.groupLabels());
        data.put("receiver", Text.line(group.receiver(), LabelChoice.LONGEST));
        data.put("headline", none ? group.headline() : "");
        data.put("times", times);
        data.put("seconds", seconds());
        data.put("alerts", alerts.subList(0, shown));
        data.put("moreFiring", hidden.size() - hiddenEnded);
        data.put("moreEnded", hiddenEnded);
        data.put("truncated", group.truncated());
        data.put("link", link(shown));
        return data;
    }

    /** Since the first of them fires. */
    private long seconds() {
        return sorted.stream()
                .filter(alert -> !alert.resolved())
                .mapToLong(alert -> AlertData.seconds(alert, now))
                .max()
                .orElse(0);
    }

    /** What all of them are: the name of the rule, and by what else they are grouped. */
    private String about() {
        Map<String, String> labels = group.groupLabels();
        String name = labels.getOrDefault(NAME, "");
        String names = name.isBlank()
                ? sorted.stream()
                        .map(Alert::name)
                        .filter(n -> !n.isBlank())
                        .distinct()
                        .limit(3)
                        .map(GroupData::cut)
                        .collect(Collectors.joining("、"))
                : cut(name);
        String folder = labels.getOrDefault(FOLDER, "");
        String rest = labels.entrySet().stream()
                .filter(label -> !LabelChoice.UNTOLD.contains(label.getKey()))
                .limit(LabelChoice.MOST)
                .map(label -> cut(label.getKey()) + "=" + cut(label.getValue()))
                .collect(Collectors.joining(" "));
        String about = Stream.of(folder.isBlank() ? names : cut(folder) + " / " + names, rest)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return about.isEmpty() ? cut(group.receiver()) : about;
    }

    /** Of one alert, or of many with the same, that link. */
    private static @Nullable String sharedLink(List<Alert> alerts) {
        return alerts.stream().map(Alert::link).distinct().count() == 1
                ? alerts.getFirst().link()
                : null;
    }

    /** What all of them share; else the page that lists them, for what is not shown or has no link. */
    private @Nullable String link(int shown) {
        if (sharedLink != null) {
            return sharedLink;
        }
        boolean all = shown == sorted.size();
        boolean linked = alerts.subList(0, shown).stream().anyMatch(alert -> alert.get("link") != null);
        return all && linked ? null : group.externalUrl();
    }

    private static String cut(String text) {
        return Text.line(text, LabelChoice.LONGEST);
    }
}
