package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.NotificationDraft;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads messages made for the group robots of WeCom, DingTalk, Feishu and Discord. */
final class RobotText {
    private static final int DEEPEST = 8;
    /** Feishu's names of it. */
    private static final Set<String> MARKDOWN = Set.of("markdown", "lark_md");
    /** The one tag that WeCom's Markdown knows. */
    private static final Pattern FONT = Pattern.compile("</?font[^<>]*+>", Pattern.CASE_INSENSITIVE);

    private final List<String> lines = new ArrayList<>();
    private String title = "";
    private String url = "";

    private boolean markdown;

    private RobotText() {}

    private NotificationDraft in(NotificationDraft draft) {
        return draft.saying(title, String.join("\n", lines)).linkedTo(url).asMarkdown(markdown);
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

    static NotificationDraft wecom(JsonNode payload, NotificationDraft draft) {
        RobotText robot = new RobotText();
        if (payload.isTextual()) {
            robot.add(payload.asText());
            return robot.in(draft);
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
            robot.markdown |= !kind.equals("text") && payload.has(kind);
        }
        robot.add(JsonText.text(card, "sub_title_text"));
        card.path("horizontal_content_list")
                .forEach(pair -> robot.addPair(JsonText.text(pair, "keyname"), JsonText.text(pair, "value")));
        return robot.in(draft);
    }

    static NotificationDraft dingtalk(JsonNode payload, NotificationDraft draft) {
        RobotText robot = new RobotText();
        for (String kind : List.of("markdown", "link", "actionCard")) {
            JsonNode said = payload.path(kind);
            robot.markdown |= !kind.equals("link") && said.has("text");
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
        return robot.in(draft);
    }

    static NotificationDraft feishu(JsonNode payload, NotificationDraft draft) {
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
        return robot.in(draft);
    }

    /** The elements of a card hold texts, fields, notes, columns and buttons, and some of these elements again. */
    private void elements(JsonNode holder, int depth) {
        for (String inner : List.of("elements", "fields", "columns", "actions")) {
            holder.path(inner).forEach(element -> {
                JsonNode text = element.path("text");
                String said = text.isObject() ? JsonText.text(text, "content") : JsonText.text(element, "content");
                String link = JsonText.text(element, "url");
                markdown |= MARKDOWN.contains(JsonText.text(element, "tag"))
                        || MARKDOWN.contains(JsonText.text(text, "tag"));
                addPair(said, link);
                if (depth < DEEPEST) {
                    elements(element, depth + 1);
                }
            });
        }
    }

    static NotificationDraft discord(JsonNode payload, NotificationDraft draft) {
        RobotText robot = new RobotText();
        robot.markdown = true;
        robot.add(JsonText.text(payload, "content"));
        payload.path("embeds").forEach(embed -> {
            robot.take(JsonText.text(embed, "title"), JsonText.text(embed, "url"));
            robot.add(JsonText.text(embed, "description"));
            embed.path("fields")
                    .forEach(field -> robot.addPair(JsonText.text(field, "name"), JsonText.text(field, "value")));
            robot.add(JsonText.text(embed.get("footer"), "text"));
        });
        return robot.in(draft);
    }
}
