package io.ilinknotify.webhook.alerts;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.Identifier;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The members of {@code group} in a template: sorted, chosen, counted and cut, so that it has only to say them. */
final class GroupData {
    /** More alerts than these nobody reads in one message. */
    private static final int MOST_SHOWN = 12;
    /** Expressions in links are long; a list of alerts has no room for them. */
    private static final int LINK_IN_LIST = 160;
    /** With more alerts than these a message has no room for what else can be opened. */
    private static final int FEW = 3;

    private static final int MOST_LABELS = 6;
    private static final int LONGEST_LABEL = 80;
    /** Each is looked up in every alert. */
    private static final int MOST_COMPARED = 500;
    /** Told by the title's name and the sign, or of no use to a person. */
    private static final Set<String> UNTOLD = Set.of("alertname", "severity", "prometheus", "grafana_folder");

    private static final Comparator<Alert> WORST_FIRST = Comparator.comparing(Alert::resolved)
            .thenComparing(Alert::priority, Comparator.reverseOrder())
            .thenComparing(Alert::startsAt, Comparator.nullsLast(Comparator.naturalOrder()));

    private final AlertGroup group;
    private final List<Alert> sorted;
    private final Set<String> labels;
    private final @Nullable String sharedLink;
    private final List<Map<String, @Nullable Object>> alerts;
    private final long times;
    private final Instant now;

    /** @param times how often the group is told, this time included */
    GroupData(AlertGroup group, long times, Instant now) {
        this.group = group;
        this.sorted = group.alerts().stream().sorted(WORST_FIRST).toList();
        this.labels = labels(group.groupLabels().keySet(), sorted);
        List<@Nullable String> links =
                sorted.stream().map(Alert::link).distinct().limit(2).collect(Collectors.toList());
        this.sharedLink = links.size() == 1 ? links.getFirst() : null;
        this.now = now;
        this.alerts = sorted.stream().limit(MOST_SHOWN).map(this::data).toList();
        this.times = group.phase() == Phase.FIRING ? times : 1;
    }

    /**
     * The labels that a person needs: those that tell the alerts apart; of a single one all that the title does not tell.
     *
     * @param grouped the labels that the title tells
     * @param sorted the shown ones first: so that a difference is found soon, however many there are
     */
    private static Set<String> labels(Set<String> grouped, List<Alert> sorted) {
        Set<String> names = new TreeSet<>();
        sorted.stream()
                .limit(MOST_SHOWN)
                .flatMap(alert -> alert.labels().keySet().stream())
                .limit(MOST_COMPARED)
                .forEach(names::add);
        names.removeIf(name -> name.startsWith("__"));
        names.removeIf(name -> !differs(name, sorted) && (sorted.size() > 1 || grouped.contains(name)));
        names.removeIf(name -> UNTOLD.contains(name) && !(name.equals("alertname") && differs(name, sorted)));
        return names;
    }

    private static boolean differs(String name, List<Alert> alerts) {
        return alerts.stream()
                        .map(alert -> alert.labels().getOrDefault(name, ""))
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    private Map<String, String> labels(Alert alert) {
        Map<String, String> told = new LinkedHashMap<>();
        alert.labels().forEach((name, value) -> {
            boolean isNews = labels.contains(name) && !value.isBlank() && !value.equals(alert.headline());
            if (isNews && !Identifier.is(value) && told.size() < MOST_LABELS) {
                told.put(cut(name), cut(value));
            }
        });
        return told;
    }

    int most() {
        return alerts.size();
    }

    /** With the {@code shown} worst alerts; the others are counted. */
    Map<String, @Nullable Object> showing(int shown) {
        List<Alert> hidden = sorted.subList(shown, sorted.size());
        long hiddenEnded = hidden.stream().filter(Alert::resolved).count();
        boolean resolved = group.phase() == Phase.RESOLVED;
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("resolved", resolved);
        data.put("firing", sorted.isEmpty() && !resolved ? group.truncated() : group.firing());
        data.put("ended", group.ended());
        data.put("about", about());
        data.put("labels", group.groupLabels());
        data.put("receiver", cut(group.receiver()));
        data.put("title", group.title());
        data.put("headline", group.message());
        data.put("times", times);
        data.put("seconds", seconds());
        data.put("alerts", alerts.subList(0, shown));
        data.put("moreFiring", hidden.size() - hiddenEnded);
        data.put("moreEnded", hiddenEnded);
        data.put("truncated", group.truncated());
        data.put("link", link(shown));
        return data;
    }

    private Map<String, @Nullable Object> data(Alert alert) {
        boolean hasRoom = sorted.size() <= FEW && !alert.resolved();
        String link = alert.link();
        boolean ownLink = sharedLink == null && link != null && link.length() <= LINK_IN_LIST;
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put(
                "sign",
                alert.resolved()
                        ? Phase.RESOLVED.sign(alert.priority())
                        : alert.priority().sign());
        data.put("resolved", alert.resolved());
        data.put("priority", alert.priority().code());
        data.put("name", cut(alert.name()));
        data.put("headline", alert.headline().isBlank() ? "—" : alert.headline());
        data.put("labels", labels(alert));
        data.put("allLabels", alert.labels());
        data.put("annotations", alert.annotations());
        data.put("values", alert.values());
        data.put("startsAt", alert.startsAt());
        data.put("endsAt", alert.endsAt());
        data.put("seconds", alert.seconds(now));
        data.put("link", ownLink ? link : null);
        data.put("panel", hasRoom ? alert.panel() : null);
        data.put("silence", hasRoom ? alert.silence() : null);
        return data;
    }

    /** Since the first of them fires. */
    private long seconds() {
        return sorted.stream()
                .filter(alert -> !alert.resolved())
                .mapToLong(alert -> alert.seconds(now))
                .max()
                .orElse(0);
    }

    /** The matter of all of them: the name of the rule, and by what else they are grouped. */
    private String about() {
        Map<String, String> common = group.groupLabels();
        String name = common.getOrDefault("alertname", "");
        Stream<String> names = name.isBlank()
                ? sorted.stream()
                        .map(Alert::name)
                        .filter(n -> !n.isBlank())
                        .distinct()
                        .limit(3)
                : Stream.of(name);
        String told = names.map(GroupData::cut).collect(Collectors.joining("、"));
        String folder = common.getOrDefault("grafana_folder", "");
        String rest = common.entrySet().stream()
                .filter(label -> !UNTOLD.contains(label.getKey()) && !Identifier.is(label.getValue()))
                .limit(MOST_LABELS)
                .map(label -> cut(label.getKey()) + "=" + cut(label.getValue()))
                .collect(Collectors.joining(" "));
        String about = Stream.of(folder.isBlank() ? told : cut(folder) + " / " + told, rest)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return about.isEmpty() ? cut(group.receiver()) : about;
    }

    /** The link that all of them share; else the page that lists them, for those that are not shown or have no link. */
    private @Nullable String link(int shown) {
        boolean linked = alerts.subList(0, shown).stream().anyMatch(alert -> alert.get("link") != null);
        return sharedLink != null || (shown == sorted.size() && linked) ? sharedLink : group.externalUrl();
    }

    private static String cut(String text) {
        return Text.line(text, LONGEST_LABEL);
    }
}
