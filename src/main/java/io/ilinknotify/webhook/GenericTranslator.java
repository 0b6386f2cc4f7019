package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.CountedWarning;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.JsonTranslator;
import io.ilinknotify.intake.JsonTranslator.Translation;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.template.PlainData;
import io.ilinknotify.webhook.template.TemplateFile;
import io.ilinknotify.webhook.template.Templates;
import org.jboss.logging.Logger;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

import static io.ilinknotify.intake.JsonText.text;

/**
 * Tells what is no group of alerts: by the operator's template, else by that of a known sender, else in the generic way.
 * Refuses nothing.
 */
@Singleton
public record GenericTranslator(Templates templates, Severities severities, Language language)
        implements JsonTranslator {
    private static final CountedWarning FAILING = new CountedWarning(
            Logger.getLogger(GenericTranslator.class), "A known sender's payload is told in the generic way");
    private static final String NOTIFY = "notify";
    private static final int LONGEST_TITLE = 200;
    /** An object with no others is a message that somebody wrote, and is told whole. */
    private static final List<String> FIELDS = Leaf.names("written");

    /** The notification of a known sender's payload at {@code POST /notify}. */
    @Override
    public Optional<Translation> translate(ObjectNode payload, String client) {
        return templates
                .sender(SenderBody.opened(payload))
                .map(known -> Translation.of(translate(payload, client, known.name(), WebhookQuery.NONE)));
    }

    /** The notification of any other JSON at {@code POST /notify}. */
    @Override
    public Optional<Translation> guess(JsonNode payload, String client) {
        return guess(payload, client, NOTIFY).map(Translation::of);
    }

    /** The same of a payload that came by any way; empty when it says nothing. */
    public Optional<NotificationDraft> guess(JsonNode payload, String client, String source) {
        JsonNode opened = SenderBody.opened(payload);
        GenericText told = GenericText.of(opened, severities, language);
        return told.isEmpty() ? Optional.empty() : Optional.of(guess(opened, told, client, source));
    }

    /** The notification of what came to {@code /webhook/<name>}. */
    public NotificationDraft translate(JsonNode payload, String client, String name, WebhookQuery query) {
        JsonNode opened = SenderBody.opened(payload);
        NotificationDraft guess = guess(opened, GenericText.of(opened, severities, language), client, name);
        Optional<TemplateFile> known = templates.sender(opened);
        return templates.instead(
                known.map(template -> byCatalog(template, opened, guess)).orElse(guess),
                query,
                opened,
                known.map(TemplateFile::name).orElse(""),
                template -> template.apply(PlainData.root(payload), guess));
    }

    /** By the catalog; in the generic way when its template fails on this payload. */
    private static NotificationDraft byCatalog(TemplateFile known, JsonNode payload, NotificationDraft guess) {
        NotificationDraft plain =
                NotificationDraft.of(guess.client(), guess.source()).keyed(guess.dedupKey(), guess.thread());
        try {
            return brief(known.apply(PlainData.root(payload), plain));
        } catch (RuntimeException e) {
            FAILING.happened("of %s, %s".formatted(known.name(), e.getMessage()));
            return guess;
        }
    }

    /** Without empty lines and what the title says, and no longer than a message in the generic way. */
    private static NotificationDraft brief(NotificationDraft told) {
        List<String> lines = told.text()
                .lines()
                .filter(line -> !Text.isBlank(line) && !line.equals(told.title()))
                .toList();
        return told.saying(told.title(), String.join("\n", GenericText.firstOf(lines)));
    }

    private static NotificationDraft guess(JsonNode payload, GenericText told, String client, String name) {
        String text = payload.isTextual() ? payload.asText() : written(payload).orElse(String.join("\n", told.lines()));
        String title = payload.isTextual() ? "" : told.title();
        boolean silent = Text.isBlank(text) && title.isEmpty();
        String shown = title.isEmpty() && (silent || (text.isEmpty() && !payload.isTextual())) ? name : title;
        return NotificationDraft.of(client, name)
                .saying(Text.line(shown, LONGEST_TITLE), silent ? Text.line(payload.toString(), LONGEST_TITLE) : text)
                .with(told.priority().orElse(Priority.DEFAULT))
                .linkedTo(told.link())
                .keyed(text(payload, "dedup_key"), text(payload, "thread"))
                .with(told.phase())
                .cut();
    }

    /** The text of a message that somebody wrote in our words. */
    private static Optional<String> written(JsonNode payload) {
        boolean ours = payload.isObject()
                && payload.properties().stream().allMatch(member -> FIELDS.contains(member.getKey()));
        return ours
                ? JsonText.first(payload, "text", "message", "body", "content", "msg", "desp")
                        .map(HtmlText::plain)
                : Optional.empty();
    }
}
