package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.ForeignMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads messages made for the group robots of WeCom, DingTalk, Feishu and Discord. */
final class RobotText {
    private static final int DEEPEST = 8;
    /** The one tag that WeCom's Markdown knows. */
    private static final Pattern FONT = Pattern.compile("</?font[^<>]*+>", Pattern.CASE_INSENSITIVE);

    private final List<String> lines = new ArrayList<>();
    private String title = "";
    private String url = "";

    private RobotText() {}

    private ForeignMessage message() {
        return new ForeignMessage(title, String.join("\n", lines), Priority.DEFAULT, List.of(), url);
    }

    private void add(String text) {
        if (!text.isBlank()) {
            lines.add(text);
        }
    }

    private void addPair(String name, String value) {
        add(name.isBlank() || value.isBlank() ? name + value : name + ": " + value);
    }

    private void take(String heading, String link) {
        if (title.isEmpty() && lines.isEmpty()) {
            title = heading;
        } else {
            add(heading);
        }
        url = url.isEmpty() ? link : url;
    }

    static ForeignMessage wecom(JsonNode payload) {
        RobotText robot = new RobotText();
        if (payload.isTextual()) {
            robot.add(payload.asText());
            return robot.message();
        }
        payload.path("news").path("articles").forEach(article -> {
            boolean first = robot.title.isEmpty() && robot.lines.isEmpty();
            robot.take(JsonText.text(article, "title"), first ? JsonText.text(article, "url") : "");
            robot.add(JsonText.text(article, "description"));
            robot.add(first ? "" : JsonText.text(article, "url"));
        });
        JsonNode card = payload.path("template_card");
        robot.take(JsonText.text(card.get("main_title"), "title"), JsonText.text(card.get("card_action"), "url"));
        robot.add(JsonText.text(card.get("main_title"), "desc"));
        for (String kind : List.of("text", "markdown", "markdown_v2")) {
            // An object with the content, or, as some clients have it, the content itself.
            String content = JsonText.text(payload.get(kind), "content");
            robot.add(FONT.matcher(content.isBlank() ? JsonText.text(payload, kind) : content)
                    .replaceAll(""));
        }
        robot.add(JsonText.text(card, "sub_title_text"));
        card.path("horizontal_content_list")
                .forEach(pair -> robot.addPair(JsonText.text(pair, "keyname"), JsonText.text(pair, "value")));
        return robot.message();
    }

    static ForeignMessage dingtalk(JsonNode payload) {
        RobotText robot = new RobotText();
        for (String kind : List.of("markdown", "link", "actionCard")) {
            JsonNode said = payload.path(kind);
            robot.take(
                    JsonText.text(said, "title"),
                    JsonText.first(said, "messageUrl", "singleURL").orElse(""));
            robot.add(JsonText.text(said, "text"));
            said.path("btns")
                    .forEach(button ->
                            robot.addPair(JsonText.text(button, "title"), JsonText.text(button, "actionURL")));
        }
        robot.add(JsonText.text(payload.get("text"), "content"));
        payload.path("feedCard")
                .path("links")
                .forEach(link -> robot.take(JsonText.text(link, "title"), JsonText.text(link, "messageURL")));
        return robot.message();
    }

    static ForeignMessage feishu(JsonNode payload) {
        RobotText robot = new RobotText();
        JsonNode content = payload.path("content");
        robot.add(JsonText.text(content.isObject() ? content : payload, "text"));
        JsonNode posts = content.path("post");
        (posts.has("content") ? List.of(posts) : posts).forEach(post -> {
            robot.take(JsonText.text(post, "title"), "");
            post.path("content").forEach(line -> {
                StringBuilder words = new StringBuilder();
                line.forEach(word -> {
                    words.append(JsonText.text(word, "text"));
                    String link = JsonText.text(word, "href");
                    words.append(link.isBlank() ? "" : " " + link);
                });
                robot.add(words.toString());
            });
        });
        JsonNode card = payload.path("card");
        robot.take(
                JsonText.text(card.path("header").get("title"), "content"),
                JsonText.text(card.get("card_link"), "url"));
        robot.elements(card, 0);
        robot.elements(card.path("body"), 0);
        return robot.message();
    }

    /** The elements of a card hold texts, fields, notes, columns and buttons, and some of these elements again. */
    private void elements(JsonNode holder, int depth) {
        for (String inner : List.of("elements", "fields", "columns", "actions")) {
            holder.path(inner).forEach(element -> {
                JsonNode text = element.path("text");
                String said = text.isObject() ? JsonText.text(text, "content") : JsonText.text(element, "content");
                String link = JsonText.text(element, "url");
                addPair(said, link);
                if (depth < DEEPEST) {
                    elements(element, depth + 1);
                }
            });
        }
    }

    static ForeignMessage discord(JsonNode payload) {
        RobotText robot = new RobotText();
        robot.add(JsonText.text(payload, "content"));
        payload.path("embeds").forEach(embed -> {
            robot.take(JsonText.text(embed, "title"), JsonText.text(embed, "url"));
            robot.add(JsonText.text(embed, "description"));
            embed.path("fields")
                    .forEach(field -> robot.addPair(JsonText.text(field, "name"), JsonText.text(field, "value")));
            robot.add(JsonText.text(embed.get("footer"), "text"));
        });
        return robot.message();
    }
}
