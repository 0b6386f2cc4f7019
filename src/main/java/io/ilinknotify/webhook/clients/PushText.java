package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.HtmlText;

import java.util.regex.Pattern;

/** Reads the messages of services that push a title and a text to a phone. */
final class PushText {
    /** The signs that Telegram's Markdown escapes, and those that it writes words with. */
    private static final Pattern MARK = Pattern.compile("\\\\([\\p{Punct}])|\\*|__?|~|\\|\\||```?");

    private static final Pattern NAMED_LINK = Pattern.compile("\\[([^\\[\\]]*)]\\(([^()\\s]*)\\)");

    private PushText() {}

    static NotificationDraft apprise(JsonNode payload, NotificationDraft draft) {
        String body = payload.isTextual() ? payload.asText() : JsonText.text(payload, "body");
        String format = JsonText.text(payload, "format");
        return draft.saying(JsonText.text(payload, "title"), format.equals("html") ? HtmlText.plain(body) : body)
                .with(JsonText.text(payload, "type").equals("failure") ? Priority.HIGH : Priority.DEFAULT)
                .asMarkdown(format.equals("markdown"));
    }

    static NotificationDraft gotify(JsonNode payload, NotificationDraft draft) {
        int priority = gotifyPriority(payload);
        JsonNode extras = payload.path("extras");
        // Gotify's app is silent to 3, makes a sound to 7, and shows itself above.
        return draft.saying(
                        JsonText.text(payload, "title"),
                        payload.isTextual() ? payload.asText() : JsonText.text(payload, "message"))
                .with(
                        priority <= 3
                                ? Priority.LOW
                                : priority <= 7 ? Priority.DEFAULT : priority < 10 ? Priority.HIGH : Priority.CRITICAL)
                .linkedTo(JsonText.text(extras.path("client::notification").get("click"), "url"))
                .asMarkdown(JsonText.text(extras.get("client::display"), "contentType")
                        .equals("text/markdown"));
    }

    static int gotifyPriority(JsonNode payload) {
        return payload.path("priority").asInt(5);
    }

    static NotificationDraft serverchan(JsonNode payload, NotificationDraft draft) {
        return draft.saying(first(payload, "title", "text"), JsonText.text(payload, "desp"))
                .asMarkdown(true);
    }

    /** Markdown unless it says another type. */
    static NotificationDraft pushdeer(JsonNode payload, NotificationDraft draft) {
        String text = JsonText.text(payload, "text");
        String more = JsonText.text(payload, "desp");
        String type = JsonText.text(payload, "type");
        return draft.saying(more.isBlank() ? "" : text, more.isBlank() ? text : more)
                .asMarkdown(type.isBlank() || type.equals("markdown"));
    }

    static NotificationDraft pushplus(JsonNode payload, NotificationDraft draft) {
        JsonNode content = payload.path("content");
        String text = content.isContainerNode() ? content.toString() : JsonText.text(payload, "content");
        String template = JsonText.text(payload, "template");
        boolean html = template.isBlank() || template.equals("html");
        return draft.saying(JsonText.text(payload, "title"), html ? HtmlText.plain(text) : text)
                .asMarkdown(template.equals("markdown"));
    }

    static NotificationDraft bark(JsonNode payload, NotificationDraft draft) {
        String subtitle = JsonText.text(payload, "subtitle");
        String body = first(payload, "markdown", "body");
        return draft.saying(JsonText.text(payload, "title"), subtitle.isBlank() ? body : subtitle + "\n" + body)
                .with(
                        switch (JsonText.text(payload, "level")) {
                            case "critical" -> Priority.CRITICAL;
                            case "timeSensitive" -> Priority.HIGH;
                            case "passive" -> Priority.LOW;
                            default -> Priority.DEFAULT;
                        })
                .with(JsonText.text(payload, "group"))
                .linkedTo(JsonText.text(payload, "url"))
                .asMarkdown(!JsonText.text(payload, "markdown").isBlank());
    }

    static NotificationDraft pushover(JsonNode payload, NotificationDraft draft) {
        String message = JsonText.text(payload, "message");
        String name = JsonText.text(payload, "url_title");
        String text = JsonText.text(payload, "html").equals("1") ? HtmlText.plain(message) : message;
        return draft.saying(JsonText.text(payload, "title"), name.isBlank() ? text : text + "\n" + name)
                .with(
                        switch (JsonText.text(payload, "priority").strip()) {
                            case "-2", "-1" -> Priority.LOW;
                            case "1" -> Priority.HIGH;
                            case "2" -> Priority.CRITICAL;
                            default -> Priority.DEFAULT;
                        })
                .linkedTo(JsonText.text(payload, "url"));
    }

    static NotificationDraft telegram(JsonNode payload, NotificationDraft draft) {
        String text = JsonText.text(payload, "text");
        String plain = switch (JsonText.text(payload, "parse_mode")) {
            case "HTML", "html" -> HtmlText.plain(text);
            case "MarkdownV2", "Markdown" -> unmarked(text);
            default -> text;
        };
        boolean silent = JsonText.text(payload, "disable_notification").equals("true");
        return draft.saying(null, plain).with(silent ? Priority.LOW : Priority.DEFAULT);
    }

    /** Telegram's Markdown without its marks: what is escaped stays, and a link stands behind its words. */
    private static String unmarked(String text) {
        String linked = NAMED_LINK.matcher(text).replaceAll("$1 $2");
        return MARK.matcher(linked).replaceAll("$1");
    }

    private static String first(JsonNode payload, String... names) {
        return JsonText.first(payload, names).orElse("");
    }
}
