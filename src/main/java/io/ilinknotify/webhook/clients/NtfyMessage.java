package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.Body;
import io.ilinknotify.intake.HeaderText;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.media.FileType;
import io.ilinknotify.media.Upload;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import static io.ilinknotify.intake.JsonText.text;

/** A message as ntfy's clients send it (a text with headers for a topic, or JSON). */
final class NtfyMessage {
    /** ntfy's own words for a message without any. */
    private static final String TRIGGERED = "triggered";

    /** More words than are kept: a million commas are not worth a million words. */
    private static final int MOST_TAGS = 100;

    private static final Set<String> YES = Set.of("1", "true", "yes");

    private NtfyMessage() {}

    /** The members that ntfy's JSON has, whatever the request is. */
    static JsonNode payload(Body body, HttpServerRequest request, Upload files) {
        String topic = one(request, "topic");
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (topic.isEmpty() || (type != null && type.strip().regionMatches(true, 0, "multipart/", 0, 10))) {
            JsonNode read = SenderBody.read(body, type, false, files);
            ObjectNode fields = read instanceof ObjectNode object
                    ? object
                    : JsonNodeFactory.instance.objectNode().set("message", read);
            return topic.isEmpty() ? fields : fields.put("topic", topic);
        }
        String link = value(request, "X-Attach", "Attach", "a");
        String name = link.isEmpty() ? value(request, "X-Filename", "Filename", "file", "f") : "";
        boolean isFile = !name.isEmpty() || FileType.isBinary(body.head(FileType.LOOKED_AT));
        if (isFile) {
            files.add("Filename", name, body);
        }
        String text = isFile ? "" : SenderBody.text(body, type);
        // A header has one line: ntfy writes a line feed there as two characters.
        String said =
                text.isBlank() ? value(request, "X-Message", "Message", "m").replace("\\n", "\n") : text;
        return JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic)
                .put("title", value(request, "X-Title", "Title", "ti", "t"))
                .put("message", said.isBlank() ? String.join(", ", files.names()) : said)
                .put("priority", value(request, "X-Priority", "Priority", "prio", "p"))
                .put("tags", value(request, "X-Tags", "Tags", "Tag", "ta"))
                .put("attach", link)
                .put("click", value(request, "X-Click", "Click"))
                .put(
                        "markdown",
                        type != null && type.strip().regionMatches(true, 0, "text/markdown", 0, 13)
                                ? "yes"
                                : value(request, "X-Markdown", "Markdown", "md"));
    }

    static NotificationDraft of(JsonNode payload, NotificationDraft draft) {
        String title = text(payload, "title");
        JsonNode given = payload.path("message");
        String said = given.isContainerNode() ? given.toString() : text(payload, "message");
        String link = text(payload, "attach"); // a link stays a link
        String message = link.isBlank() ? said : (said + "\n" + link).strip();
        Stream<String> tags = payload.path("tags").isArray()
                ? payload.get("tags").valueStream().map(tag -> tag.asText(""))
                : Stream.of(text(payload, "tags").split(",", MOST_TAGS));
        return draft.saying(title, message.isBlank() && title.isBlank() ? TRIGGERED : message)
                .with(Priority.parse(text(payload, "priority")).orElse(Priority.DEFAULT))
                .tagged(tags.limit(MOST_TAGS).toList())
                .linkedTo(text(payload, "click"))
                .asMarkdown(YES.contains(text(payload, "markdown").toLowerCase(Locale.ROOT)));
    }

    /** The first of ntfy's names for it that has a value, in a header or in the query. */
    private static String value(HttpServerRequest request, String... names) {
        return Stream.of(names)
                .map(name -> one(request, name))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String one(HttpServerRequest request, String name) {
        String header = request.getHeader(name);
        return header == null ? request.getParam(name.toLowerCase(Locale.ROOT), "") : HeaderText.decode(header);
    }
}
