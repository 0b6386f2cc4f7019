package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.ForeignMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the text of a message made for a group robot of WeCom. */
final class WecomText {
    /** The one tag that its Markdown knows. */
    private static final Pattern FONT = Pattern.compile("</?font[^<>]*+>", Pattern.CASE_INSENSITIVE);

    private WecomText() {}

    static ForeignMessage of(JsonNode payload) {
        if (payload.isTextual()) {
            return ForeignMessage.of("", payload.asText(), Priority.DEFAULT);
        }
        JsonNode articles = payload.path("news").path("articles");
        if (articles.isArray() && !articles.isEmpty()) {
            return news(articles);
        }
        JsonNode card = payload.path("template_card");
        String text = Stream.of("text", "markdown", "markdown_v2")
                .map(kind -> content(payload, kind))
                .filter(content -> !content.isBlank())
                .findFirst()
                .orElseGet(() -> JsonText.text(card, "sub_title_text"));
        return new ForeignMessage(
                JsonText.text(card.get("main_title"), "title"),
                FONT.matcher(text).replaceAll(""),
                Priority.DEFAULT,
                List.of(),
                JsonText.text(card.get("card_action"), "url"));
    }

    /** An object with the content, or, as some clients have it, the content itself. */
    private static String content(JsonNode payload, String kind) {
        String content = JsonText.text(payload.get(kind), "content");
        return content.isBlank() ? JsonText.text(payload, kind) : content;
    }

    private static ForeignMessage news(JsonNode articles) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < articles.size(); i++) {
            JsonNode article = articles.get(i);
            Stream.of(
                            i == 0 ? "" : JsonText.text(article, "title"),
                            JsonText.text(article, "description"),
                            i == 0 ? "" : JsonText.text(article, "url"))
                    .filter(line -> !line.isBlank())
                    .forEach(lines::add);
        }
        return new ForeignMessage(
                JsonText.text(articles.get(0), "title"),
                String.join("\n", lines),
                Priority.DEFAULT,
                List.of(),
                JsonText.text(articles.get(0), "url"));
    }
}
