package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.NotificationDraft;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import static io.ilinknotify.intake.JsonText.text;

/** Reads messages made for the robots of group chats: Slack, Discord, WeCom, DingTalk and Feishu. */
final class ChatText {
    private static final int DEEPEST = 8;
    /** Feishu's names of it. */
    private static final Set<String> MARKDOWN = Set.of("markdown", "lark_md");
    /** The one tag that WeCom's Markdown knows. */
    private static final Pattern FONT = Pattern.compile("</?font[^<>]*+>", Pattern.CASE_INSENSITIVE);

    // Slack escapes a sign inside: none of these looks beyond the next one, or a long text of them would take for ever.
    private static final Pattern NAMED_LINK = Pattern.compile("<(https?://[^|<>\\s]+)\\|([^<>]*)>");
    private static final Pattern LINK = Pattern.compile("<((?:https?|mailto):[^|<>\\s]+)>");
    private static final Pattern NAMED = Pattern.compile("<[!@#][^|<>\\s]*\\|([^<>]*)>");
    private static final Pattern BOLD = marked("\\*");
    private static final Pattern STRUCK = marked("~");
    private static final Pattern SPECIAL = Pattern.compile("<[!]([^|<>\\s]+)>");

    private final List<String> lines = new ArrayList<>();
    private String title = "";
    private String url = "";

    private boolean markdown;

    private ChatText() {}

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
        ChatText chat = new ChatText();
        if (payload.isTextual()) {
            chat.add(payload.asText());
            return chat.in(draft);
        }
        payload.path("news").path("articles").forEach(article -> {
            boolean first = chat.title.isEmpty() && chat.lines.isEmpty();
            chat.take(text(article, "title"), first ? text(article, "url") : "");
            chat.add(text(article, "description"));
            chat.add(first ? "" : text(article, "url"));
        });
        JsonNode card = payload.path("template_card");
        chat.take(text(card.get("main_title"), "title"), text(card.get("card_action"), "url"));
        chat.add(text(card.get("main_title"), "desc"));
        for (String kind : List.of("text", "markdown", "markdown_v2")) {
            // An object with the content, or, as some clients have it, the content itself.
            String content = text(payload.get(kind), "content");
            chat.add(FONT.matcher(content.isBlank() ? text(payload, kind) : content)
                    .replaceAll(""));
            chat.markdown |= !kind.equals("text") && payload.has(kind);
        }
        chat.add(text(card, "sub_title_text"));
        card.path("horizontal_content_list").forEach(pair -> chat.addPair(text(pair, "keyname"), text(pair, "value")));
        return chat.in(draft);
    }

    static NotificationDraft dingtalk(JsonNode payload, NotificationDraft draft) {
        ChatText chat = new ChatText();
        for (String kind : List.of("markdown", "link", "actionCard")) {
            JsonNode said = payload.path(kind);
            chat.markdown |= !kind.equals("link") && said.has("text");
            chat.take(
                    text(said, "title"),
                    JsonText.first(said, "messageUrl", "singleURL").orElse(""));
            chat.add(text(said, "text"));
            said.path("btns").forEach(button -> chat.addPair(text(button, "title"), text(button, "actionURL")));
        }
        chat.add(text(payload.get("text"), "content"));
        payload.path("feedCard")
                .path("links")
                .forEach(link -> chat.take(text(link, "title"), text(link, "messageURL")));
        return chat.in(draft);
    }

    static NotificationDraft feishu(JsonNode payload, NotificationDraft draft) {
        ChatText chat = new ChatText();
        JsonNode content = payload.path("content");
        chat.add(text(content.isObject() ? content : payload, "text"));
        JsonNode posts = content.path("post");
        (posts.has("content") ? List.of(posts) : posts).forEach(post -> {
            chat.take(text(post, "title"), "");
            post.path("content").forEach(line -> {
                StringBuilder words = new StringBuilder();
                line.forEach(word -> {
                    words.append(text(word, "text"));
                    String link = text(word, "href");
                    words.append(link.isBlank() ? "" : " " + link);
                });
                chat.add(words.toString());
            });
        });
        JsonNode card = payload.path("card");
        chat.take(text(card.path("header").get("title"), "content"), text(card.get("card_link"), "url"));
        chat.elements(card, 0);
        chat.elements(card.path("body"), 0);
        return chat.in(draft);
    }

    /** The elements of a card hold texts, fields, notes, columns and buttons, and some of these elements again. */
    private void elements(JsonNode holder, int depth) {
        for (String inner : List.of("elements", "fields", "columns", "actions")) {
            holder.path(inner).forEach(element -> {
                JsonNode text = element.path("text");
                String said = text.isObject() ? text(text, "content") : text(element, "content");
                String link = text(element, "url");
                markdown |= MARKDOWN.contains(text(element, "tag")) || MARKDOWN.contains(text(text, "tag"));
                addPair(said, link);
                if (depth < DEEPEST) {
                    elements(element, depth + 1);
                }
            });
        }
    }

    static NotificationDraft discord(JsonNode payload, NotificationDraft draft) {
        ChatText chat = new ChatText();
        chat.markdown = true;
        chat.add(text(payload, "content"));
        payload.path("embeds").forEach(embed -> {
            chat.take(text(embed, "title"), text(embed, "url"));
            chat.add(text(embed, "description"));
            embed.path("fields").forEach(field -> chat.addPair(text(field, "name"), text(field, "value")));
            chat.add(text(embed.get("footer"), "text"));
        });
        return chat.in(draft);
    }

    /** Blocks or text, then the attachments; Slack's own marks become those of Markdown. */
    static NotificationDraft slack(JsonNode payload, NotificationDraft draft) {
        ChatText chat = new ChatText();
        payload.path("blocks").forEach(chat::block);
        // Beside blocks the text is what a screen reader says: the same once more.
        if (chat.lines.isEmpty() && chat.title.isEmpty()) {
            chat.addMarked(payload.isTextual() ? payload.asText() : text(payload, "text"));
        }
        payload.path("attachments").forEach(chat::attachment);
        return chat.in(draft);
    }

    private void block(JsonNode block) {
        String text = said(block);
        if (text(block, "type").equals("header") && title.isEmpty()) {
            title = plain(text);
        } else {
            addMarked(text);
        }
        block.path("fields").forEach(field -> addMarked(said(field)));
        List<String> context = new ArrayList<>();
        block.path("elements").forEach(element -> richText(element, context));
        addMarked(String.join(" ", context));
    }

    /** The elements of a context are texts; those of rich text have elements again. */
    private static void richText(JsonNode element, List<String> words) {
        String text = element.path("text").isTextual() ? element.get("text").asText() : "";
        if (!text.isBlank() && !text(element, "type").equals("button")) {
            words.add(text);
        }
        element.path("elements").forEach(inner -> richText(inner, words));
    }

    /** An object with a text, or, as some clients have it, the text itself. */
    private static String said(JsonNode holder) {
        JsonNode text = holder.path("text");
        return text.isObject() ? text(text, "text") : text(holder, "text");
    }

    private void attachment(JsonNode attachment) {
        int before = lines.size();
        attachment.path("blocks").forEach(this::block);
        addMarked(text(attachment, "pretext"));
        String heading = plain(text(attachment, "title"));
        take(heading, text(attachment, "title_link"));
        addMarked(text(attachment, "text"));
        attachment.path("fields").forEach(field -> {
            String name = text(field, "title");
            addMarked((name.isBlank() ? "" : name + ": ") + text(field, "value"));
        });
        if (before == lines.size() && heading.isEmpty()) {
            addMarked(text(attachment, "fallback"));
        }
    }

    private void addMarked(String text) {
        add(STRUCK.matcher(BOLD.matcher(plain(text)).replaceAll("**$1**")).replaceAll("~~$1~~"));
    }

    /** Words between two signs that stand at the edges of words, as Slack wants them. */
    private static Pattern marked(String sign) {
        return Pattern.compile("(?<![^\\s(\"'>_])" + sign + "(?!\\s)([^" + sign + "\\n]{1,500}+)(?<!\\s)" + sign
                + "(?![\\w" + sign + "])");
    }

    /** Links and names as a person reads them; Slack escapes three characters and no more. */
    static String plain(String text) {
        String named = NAMED_LINK.matcher(text).replaceAll("$2 $1");
        String linked = LINK.matcher(named).replaceAll("$1");
        String called = NAMED.matcher(linked).replaceAll("$1");
        return SPECIAL.matcher(called)
                .replaceAll("@$1")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }
}
