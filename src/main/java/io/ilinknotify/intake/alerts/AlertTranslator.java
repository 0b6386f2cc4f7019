package io.ilinknotify.intake.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.Digest;
import io.ilinknotify.intake.PlainText;
import io.ilinknotify.intake.WebhookConfig;
import io.ilinknotify.intake.WebhookQuery;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes one notification of one group of alerts, whichever system sent it. */
@Singleton
public final class AlertTranslator {
    private static final int LONGEST_THREAD = 256;

    private final AlertGroupReader reader;
    private final AlertText text;
    private final Clock clock;

    @Inject
    public AlertTranslator(WebhookConfig config, Language language, ZoneId zone, Clock clock) {
        this(new SeverityMap(config.severity()), language, zone, clock);
    }

    public AlertTranslator(SeverityMap severities, Language language, ZoneId zone, Clock clock) {
        this.reader = new AlertGroupReader(severities);
        this.text = new AlertText(language, zone);
        this.clock = clock;
    }

    /** Whether it is a payload of this family at all. */
    public static boolean isAlertGroup(JsonNode payload) {
        return payload.path("alerts").isArray()
                && payload.path("status").isTextual()
                && Stream.of("groupLabels", "groupKey", "receiver", "version").anyMatch(payload::has);
    }

    /** Empty when the query says that this is not to be told. */
    public Optional<NotificationDraft> translate(JsonNode payload, String client, String source, WebhookQuery query) {
        return read(payload, query).map(group -> draft(group, client, source, query));
    }

    /** The same with a first line that says how often it was told before, counting this time. */
    public NotificationDraft again(JsonNode payload, WebhookQuery query, NotificationDraft draft, long times) {
        return read(payload, query)
                .filter(group -> group.phase() == Phase.FIRING)
                .map(group -> text.again(group, times, now()) + "\n\n" + draft.text())
                .map(longer -> new NotificationDraft(
                        draft.client(),
                        draft.source(),
                        draft.title(),
                        longer.strip(),
                        draft.priority(),
                        draft.tags(),
                        draft.url(),
                        draft.dedupKey(),
                        draft.thread(),
                        draft.ttl(),
                        draft.phase()))
                .orElse(draft);
    }

    private Optional<AlertGroup> read(JsonNode payload, WebhookQuery query) {
        AlertGroup group = reader.read(payload);
        if (query.resolved()) {
            return Optional.of(group);
        }
        return group.phase() == Phase.RESOLVED ? Optional.empty() : Optional.of(group.firingOnly());
    }

    private NotificationDraft draft(AlertGroup group, String client, String source, WebhookQuery query) {
        return new NotificationDraft(
                client,
                source,
                text.title(group),
                text.text(group, now()),
                query.priority().orElse(group.priority()),
                List.of(),
                url(group),
                dedupKey(group, source, query.dedup()),
                thread(group, source),
                null,
                group.phase());
    }

    /** Of a single alert its own; of many the page that lists them, for what did not fit. */
    private static @Nullable String url(AlertGroup group) {
        if (group.alerts().size() == 1) {
            return group.alerts().getFirst().link();
        }
        return group.alerts().size() > 1 && group.alerts().stream().anyMatch(alert -> alert.link() != null)
                ? null
                : group.externalUrl();
    }

    private static String thread(AlertGroup group, String source) {
        String key = group.groupKey();
        if (key == null) {
            return source + ":"
                    + Digest.of(group.receiver(), group.groupLabels().toString());
        }
        return PlainText.length(key) <= LONGEST_THREAD ? key : source + ":" + Digest.of(key);
    }

    private static @Nullable String dedupKey(AlertGroup group, String source, WebhookQuery.Dedup dedup) {
        Stream<String> what = switch (dedup) {
            case OFF -> Stream.empty();
            case GROUP -> Stream.of(group.phase().code());
            case ALERTS -> group.alerts().stream().map(Alert::identity).sorted();
        };
        return dedup == WebhookQuery.Dedup.OFF
                ? null
                : source + ":"
                        + Digest.of(Stream.concat(Stream.of(thread(group, source)), what)
                                .toArray(String[]::new));
    }

    private Instant now() {
        return clock.instant();
    }
}
