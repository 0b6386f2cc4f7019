package io.ilinknotify.webhook.alerts;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What templates see of one alert. */
final class AlertData {
    /** Expressions in links are long; a list of alerts has no room for them. */
    private static final int LINK_IN_LIST = 160;
    /** With more alerts than these a message has no room for what else can be opened. */
    private static final int FEW = 3;
    /** Below this a length tells nothing that the start does not. */
    private static final long WORTH_TELLING = 60;

    private final int of;
    private final boolean withLinks;
    private final LabelChoice labels;
    private final Instant now;

    /**
     * @param of how many alerts the group has
     * @param withLinks whether each has a link of its own, and not all together one
     */
    AlertData(int of, boolean withLinks, LabelChoice labels, Instant now) {
        this.of = of;
        this.withLinks = withLinks;
        this.labels = labels;
        this.now = now;
    }

    Map<String, @Nullable Object> data(Alert alert) {
        boolean hasRoom = of <= FEW && !alert.resolved();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("sign", sign(alert));
        data.put("resolved", alert.resolved());
        data.put("priority", alert.priority().code());
        data.put("name", Text.line(alert.name(), LabelChoice.LONGEST));
        data.put("headline", alert.headline().isBlank() ? "—" : alert.headline());
        data.put("labels", labels.of(alert));
        data.put("allLabels", alert.labels());
        data.put("annotations", alert.annotations());
        data.put("values", alert.values());
        data.put("startsAt", alert.startsAt());
        data.put("endsAt", alert.endsAt());
        data.put("seconds", seconds(alert, now));
        data.put("link", inList(alert.link()));
        data.put("panel", hasRoom ? alert.panel() : null);
        data.put("silence", hasRoom ? alert.silence() : null);
        return data;
    }

    /** How long it lasted or lasts; 0 when that is not known or not worth telling. */
    static long seconds(Alert alert, Instant now) {
        Instant start = alert.startsAt();
        Instant end = alert.resolved() ? alert.endsAt() : now;
        if (start == null || end == null || end.isBefore(start)) {
            return 0;
        }
        long seconds = Duration.between(start, end).toSeconds();
        return alert.resolved() || seconds >= WORTH_TELLING ? seconds : 0;
    }

    private @Nullable String inList(@Nullable String link) {
        return !withLinks || link == null || link.length() > LINK_IN_LIST ? null : link;
    }

    private static String sign(Alert alert) {
        return alert.resolved()
                ? Phase.RESOLVED.sign(alert.priority())
                : alert.priority().sign();
    }
}
