package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.NotificationDraft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the text of a message made for Slack, its marks as Markdown has them: blocks or text, then the attachments. */
final class SlackText {
    // Slack escapes a sign inside: none of these looks beyond the next one, or a long text of them would take for ever.
    private static final Pattern NAMED_LINK = Pattern.compile("<(https?://[^|<>\\s]+)\\|([^<>]*)>");
    private static final Pattern LINK = Pattern.compile("<((?:https?|mailto):[^|<>\\s]+)>");
    private static final Pattern NAMED = Pattern.compile("<[!@#][^|<>\\s]*\\|([^<>]*)>");
    private static final Pattern BOLD = marked("\\*");
    private static final Pattern STRUCK = marked("~");
    private static final Pattern SPECIAL = Pattern.compile("<[!]([^|<>\\s]+)>");

    private String title = "";
    private String url = "";
    private final List<String> lines = new ArrayList<>();

    private SlackText() {}

    /** Words between two signs that stand at the edges of words, as Slack wants them. */
    private static Pattern marked(String sign) {
        return Pattern.compile("(?<![^\\s(\"'>_])" + sign + "(?!\\s)([^" + sign + "\\n]{1,500}+)(?<!\\s)" + sign
                + "(?![\\w" + sign + "])");
    }

    static NotificationDraft of(JsonNode payload, NotificationDraft draft) {
        SlackText text = new SlackText();
        if (payload.isTextual()) {
            text.add(payload.asText());
        } else {
            text.read(payload);
        }
        return draft.saying(text.title, String.join("\n", text.lines)).linkedTo(text.url);
    }

    private void read(JsonNode payload) {
        payload.path("blocks").forEach(this::block);
        // Beside blocks the text is what a screen reader says: the same once more.
        if (lines.isEmpty() && title.isEmpty()) {
            add(JsonText.text(payload, "text"));
        }
        payload.path("attachments").forEach(this::attachment);
    }

    private void block(JsonNode block) {
        String text = text(block);
        if (JsonText.text(block, "type").equals("header") && title.isEmpty()) {
            title = plain(text);
        } else {
            add(text);
        }
        block.path("fields").forEach(field -> add(text(field)));
        List<String> context = new ArrayList<>();
        block.path("elements").forEach(element -> richText(element, context));
        add(String.join(" ", context));
    }

    /** The elements of a context are texts; those of rich text have elements again. */
    private static void richText(JsonNode element, List<String> words) {
        String text = element.path("text").isTextual() ? element.get("text").asText() : "";
        if (!text.isBlank() && !JsonText.text(element, "type").equals("button")) {
            words.add(text);
        }
        element.path("elements").forEach(inner -> richText(inner, words));
    }

    /** An object with a text, or, as some clients have it, the text itself. */
    private static String text(JsonNode holder) {
        JsonNode text = holder.path("text");
        return text.isObject() ? JsonText.text(text, "text") : JsonText.text(holder, "text");
    }

    private void attachment(JsonNode attachment) {
        int before = lines.size();
        attachment.path("blocks").forEach(this::block);
        add(JsonText.text(attachment, "pretext"));
        String heading = plain(JsonText.text(attachment, "title"));
        if (title.isEmpty() && lines.isEmpty()) {
            title = heading;
        } else {
            add(heading);
        }
        if (url.isEmpty()) {
            url = JsonText.text(attachment, "title_link");
        }
        add(JsonText.text(attachment, "text"));
        attachment.path("fields").forEach(field -> {
            String name = JsonText.text(field, "title");
            add((name.isBlank() ? "" : name + ": ") + JsonText.text(field, "value"));
        });
        if (before == lines.size() && heading.isEmpty()) {
            add(JsonText.text(attachment, "fallback"));
        }
    }

    private void add(String text) {
        String plain = plain(text);
        if (!plain.isBlank()) {
            lines.add(STRUCK.matcher(BOLD.matcher(plain).replaceAll("**$1**")).replaceAll("~~$1~~"));
        }
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
