package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.HtmlText;

import java.util.List;
import java.util.regex.Pattern;

import static io.ilinknotify.intake.JsonText.text;

/** Reads the messages of services that push a title and a text to a phone. */
final class PushText {
    /** The signs that Telegram's Markdown escapes, and those that it writes words with. */
    private static final Pattern MARK = Pattern.compile("\\\\([\\p{Punct}])|\\*|__?|~|\\|\\||```?");

    private static final Pattern NAMED_LINK = Pattern.compile("\\[([^\\[\\]]*)]\\(([^()\\s]*)\\)");

    private PushText() {}

    static NotificationDraft apprise(JsonNode payload, NotificationDraft draft) {
        String body = payload.isTextual() ? payload.asText() : text(payload, "body");
        String format = text(payload, "format");
        return draft.saying(text(payload, "title"), format.equals("html") ? HtmlText.plain(body) : body)
                .with(text(payload, "type").equals("failure") ? Priority.HIGH : Priority.DEFAULT)
                .asMarkdown(format.equals("markdown"));
    }

    static NotificationDraft gotify(JsonNode payload, NotificationDraft draft) {
        int priority = gotifyPriority(payload);
        JsonNode extras = payload.path("extras");
        // Gotify's app is silent to 3, makes a sound to 7, and shows itself above.
        return draft.saying(text(payload, "title"), payload.isTextual() ? payload.asText() : text(payload, "message"))
                .with(
                        priority <= 3
                                ? Priority.LOW
                                : priority <= 7 ? Priority.DEFAULT : priority < 10 ? Priority.HIGH : Priority.CRITICAL)
                .linkedTo(text(extras.path("client::notification").get("click"), "url"))
                .asMarkdown(text(extras.get("client::display"), "contentType").equals("text/markdown"));
    }

    static int gotifyPriority(JsonNode payload) {
        return payload.path("priority").asInt(5);
    }

    static NotificationDraft serverchan(JsonNode payload, NotificationDraft draft) {
        return draft.saying(JsonText.first(payload, "title", "text").orElse(""), text(payload, "desp"))
                .asMarkdown(true);
    }

    /** Markdown unless it says another type. */
    static NotificationDraft pushdeer(JsonNode payload, NotificationDraft draft) {
        String text = text(payload, "text");
        String more = text(payload, "desp");
        String type = text(payload, "type");
        return draft.saying(more.isBlank() ? "" : text, more.isBlank() ? text : more)
                .asMarkdown(type.isBlank() || type.equals("markdown"));
    }

    static NotificationDraft pushplus(JsonNode payload, NotificationDraft draft) {
        JsonNode content = payload.path("content");
        String text = content.isContainerNode() ? content.toString() : text(payload, "content");
        String template = text(payload, "template");
        boolean html = template.isBlank() || template.equals("html");
        return draft.saying(text(payload, "title"), html ? HtmlText.plain(text) : text)
                .asMarkdown(template.equals("markdown"));
    }

    static NotificationDraft bark(JsonNode payload, NotificationDraft draft) {
        String subtitle = text(payload, "subtitle");
        String body = JsonText.first(payload, "markdown", "body").orElse("");
        return draft.saying(text(payload, "title"), subtitle.isBlank() ? body : subtitle + "\n" + body)
                .with(
                        switch (text(payload, "level")) {
                            case "critical" -> Priority.CRITICAL;
                            case "timeSensitive" -> Priority.HIGH;
                            case "passive" -> Priority.LOW;
                            default -> Priority.DEFAULT;
                        })
                .tagged(List.of(text(payload, "group")))
                .linkedTo(text(payload, "url"))
                .asMarkdown(!text(payload, "markdown").isBlank());
    }

    static NotificationDraft pushover(JsonNode payload, NotificationDraft draft) {
        String message = text(payload, "message");
        String name = text(payload, "url_title");
        String text = text(payload, "html").equals("1") ? HtmlText.plain(message) : message;
        return draft.saying(text(payload, "title"), name.isBlank() ? text : text + "\n" + name)
                .with(
                        switch (text(payload, "priority").strip()) {
                            case "-2", "-1" -> Priority.LOW;
                            case "1" -> Priority.HIGH;
                            case "2" -> Priority.CRITICAL;
                            default -> Priority.DEFAULT;
                        })
                .linkedTo(text(payload, "url"));
    }

    static NotificationDraft telegram(JsonNode payload, NotificationDraft draft) {
        String text = text(payload, "text");
        String plain = switch (text(payload, "parse_mode")) {
            case "HTML", "html" -> HtmlText.plain(text);
            case "MarkdownV2", "Markdown" -> unmarked(text);
            default -> text;
        };
        boolean silent = text(payload, "disable_notification").equals("true");
        return draft.saying(null, plain).with(silent ? Priority.LOW : Priority.DEFAULT);
    }

    /** Telegram's Markdown without its marks: what is escaped stays, and a link stands behind its words. */
    private static String unmarked(String text) {
        String linked = NAMED_LINK.matcher(text).replaceAll("$1 $2");
        return MARK.matcher(linked).replaceAll("$1");
    }
}
