package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonTranslator;
import io.ilinknotify.intake.JsonTranslator.Translation;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.WebhookQuery;
import io.ilinknotify.webhook.template.PlainData;
import io.ilinknotify.webhook.template.TemplateFile;
import io.ilinknotify.webhook.template.Templates;
import io.quarkus.runtime.util.HashUtil;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes one notification of one group of alerts, whichever system sent it. */
@Singleton
public record AlertTranslator(Severities severities, Templates templates, Clock clock) implements JsonTranslator {
    /** With title, link and footer this stays below the 1,800 characters of a message. */
    private static final int LONGEST_TEXT = 1_300;

    @Override
    public Optional<Translation> translate(ObjectNode payload, String client) {
        return AlertShape.group(payload, "")
                .flatMap(group -> translate(group, client, AlertShape.source(group), WebhookQuery.NONE));
    }

    /**
     * The notification of a group, in the words of the operator's template if there is one; empty when it is not to be told.
     *
     * @param payload the group as {@link AlertShape} gives it
     * @param source the way in, and the name of the operator's template
     */
    public Optional<Translation> translate(ObjectNode payload, String client, String source, WebhookQuery given) {
        AlertGroup read = AlertGroup.of(payload, severities);
        // Ten clicks on "Test" are ten starts of one alert.
        WebhookQuery query = AlertGroup.isTest(payload) ? given.with(WebhookQuery.Dedup.GROUP) : given;
        if (!query.resolved() && read.phase() == Phase.RESOLVED) {
            return Optional.empty();
        }
        AlertGroup group = query.resolved() ? read : read.firingOnly();
        NotificationDraft plain = plain(group, client, source, query);
        NotificationDraft first = told(payload, group, plain, query, 1);
        // A key without the start of each alert is that of another time as well: "still firing" might be a lie.
        boolean still = query.dedup() == WebhookQuery.Dedup.ALERTS
                && group.isDated()
                && Objects.equals(first.dedupKey(), plain.dedupKey());
        return Optional.of(
                still
                        ? new Translation(first, times -> told(payload, group, plain, query, times))
                        : Translation.of(first));
    }

    /**
     * The notification that a template makes of a group.
     *
     * @throws IllegalStateException when it fails on this payload
     */
    public NotificationDraft preview(TemplateFile template, JsonNode payload, String client, String source) {
        AlertGroup group = AlertGroup.of(payload, severities);
        return fitting(template, PlainData.root(payload), group, plain(group, client, source, WebhookQuery.NONE), 1);
    }

    private NotificationDraft told(
            JsonNode payload, AlertGroup group, NotificationDraft plain, WebhookQuery query, long times) {
        NotificationDraft ours = fitting(templates.alerts(), new LinkedHashMap<>(), group, plain, times);
        return templates.instead(
                ours, query, payload, "", template -> fitting(template, PlainData.root(payload), group, ours, times));
    }

    /** With as many of the worst alerts as fit into one message. */
    private NotificationDraft fitting(
            TemplateFile template,
            Map<String, @Nullable Object> data,
            AlertGroup group,
            NotificationDraft base,
            long times) {
        GroupData choice = new GroupData(group, times, clock.instant());
        for (int shown = choice.most(); ; shown--) {
            data.put("group", choice.showing(shown));
            NotificationDraft draft = template.apply(data, base);
            if (shown <= 1 || Text.length(draft.text()) <= LONGEST_TEXT) {
                return draft;
            }
        }
    }

    /** All but the words. */
    private static NotificationDraft plain(AlertGroup group, String client, String source, WebhookQuery query) {
        return NotificationDraft.of(client, source)
                .with(group.priority())
                .keyed(dedupKey(group, source, query.dedup()), thread(group, source))
                .with(group.phase());
    }

    private static String thread(AlertGroup group, String source) {
        String key = group.groupKey();
        if (key == null) {
            return source + ":" + digest(group.receiver(), group.groupLabels().toString());
        }
        return Text.length(key) <= Limits.KEY ? key : source + ":" + digest(key);
    }

    private static String dedupKey(AlertGroup group, String source, WebhookQuery.Dedup dedup) {
        Stream<String> what = dedup == WebhookQuery.Dedup.GROUP
                ? Stream.of(group.phase().code())
                : group.alerts().stream().map(Alert::identity).sorted();
        return source + ":"
                + digest(Stream.concat(Stream.of(thread(group, source)), what).toArray(String[]::new));
    }

    /** SHA-256 over the parts, each with its length in front, in hex. */
    static String digest(String... parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append(part.getBytes(StandardCharsets.UTF_8).length).append(':').append(part);
        }
        return HashUtil.sha256(all.toString());
    }
}
