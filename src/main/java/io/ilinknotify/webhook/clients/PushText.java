package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.ForeignMessage;
import io.ilinknotify.webhook.HtmlText;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the messages of services that push a title and a text to a phone. */
final class PushText {
    /** The signs that Telegram's Markdown escapes, and those that it writes words with. */
    private static final Pattern MARK = Pattern.compile("\\\\([\\p{Punct}])|\\*|__?|~|\\|\\||```?");

    private static final Pattern NAMED_LINK = Pattern.compile("\\[([^\\[\\]]*)]\\(([^()\\s]*)\\)");

    private PushText() {}

    static ForeignMessage apprise(JsonNode payload) {
        String body = payload.isTextual() ? payload.asText() : JsonText.text(payload, "body");
        return ForeignMessage.of(
                JsonText.text(payload, "title"),
                JsonText.text(payload, "format").equals("html") ? HtmlText.plain(body) : body,
                JsonText.text(payload, "type").equals("failure") ? Priority.HIGH : Priority.DEFAULT);
    }

    static ForeignMessage gotify(JsonNode payload) {
        int priority = gotifyPriority(payload);
        // Gotify's app is silent to 3, makes a sound to 7, and shows itself above.
        return new ForeignMessage(
                JsonText.text(payload, "title"),
                payload.isTextual() ? payload.asText() : JsonText.text(payload, "message"),
                priority <= 3
                        ? Priority.LOW
                        : priority <= 7 ? Priority.DEFAULT : priority < 10 ? Priority.HIGH : Priority.CRITICAL,
                List.of(),
                JsonText.text(
                        payload.path("extras").path("client::notification").get("click"), "url"));
    }

    static int gotifyPriority(JsonNode payload) {
        return payload.path("priority").asInt(5);
    }

    static ForeignMessage serverchan(JsonNode payload) {
        return ForeignMessage.of(first(payload, "title", "text"), first(payload, "desp"), Priority.DEFAULT);
    }

    static ForeignMessage pushdeer(JsonNode payload) {
        String text = JsonText.text(payload, "text");
        String more = JsonText.text(payload, "desp");
        return ForeignMessage.of(more.isBlank() ? "" : text, more.isBlank() ? text : more, Priority.DEFAULT);
    }

    static ForeignMessage pushplus(JsonNode payload) {
        JsonNode content = payload.path("content");
        String text = content.isContainerNode() ? content.toString() : JsonText.text(payload, "content");
        String template = JsonText.text(payload, "template");
        boolean html = template.isBlank() || template.equals("html");
        return ForeignMessage.of(JsonText.text(payload, "title"), html ? HtmlText.plain(text) : text, Priority.DEFAULT);
    }

    static ForeignMessage bark(JsonNode payload) {
        String subtitle = JsonText.text(payload, "subtitle");
        String body = first(payload, "body", "markdown");
        return new ForeignMessage(
                JsonText.text(payload, "title"),
                subtitle.isBlank() ? body : subtitle + "\n" + body,
                switch (JsonText.text(payload, "level")) {
                    case "critical" -> Priority.CRITICAL;
                    case "timeSensitive" -> Priority.HIGH;
                    case "passive" -> Priority.LOW;
                    default -> Priority.DEFAULT;
                },
                List.of(JsonText.text(payload, "group")),
                JsonText.text(payload, "url"));
    }

    static ForeignMessage pushover(JsonNode payload) {
        String message = JsonText.text(payload, "message");
        String name = JsonText.text(payload, "url_title");
        String text = JsonText.text(payload, "html").equals("1") ? HtmlText.plain(message) : message;
        return new ForeignMessage(
                JsonText.text(payload, "title"),
                name.isBlank() ? text : text + "\n" + name,
                switch (JsonText.text(payload, "priority").strip()) {
                    case "-2", "-1" -> Priority.LOW;
                    case "1" -> Priority.HIGH;
                    case "2" -> Priority.CRITICAL;
                    default -> Priority.DEFAULT;
                },
                List.of(),
                JsonText.text(payload, "url"));
    }

    static ForeignMessage telegram(JsonNode payload) {
        String text = JsonText.text(payload, "text");
        return ForeignMessage.of(
                "",
                switch (JsonText.text(payload, "parse_mode")) {
                    case "HTML", "html" -> HtmlText.plain(text);
                    case "MarkdownV2", "Markdown" -> unmarked(text);
                    default -> text;
                },
                JsonText.text(payload, "disable_notification").equals("true") ? Priority.LOW : Priority.DEFAULT);
    }

    /** Telegram's Markdown without its marks: what is escaped stays, and a link stands behind its words. */
    private static String unmarked(String text) {
        String linked = NAMED_LINK.matcher(text).replaceAll("$1 $2");
        return MARK.matcher(linked).replaceAll("$1");
    }

    private static String first(JsonNode payload, String... names) {
        return Stream.of(names)
                .map(name -> JsonText.text(payload, name))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
