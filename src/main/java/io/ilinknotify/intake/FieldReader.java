package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Reads and checks the fields of a request. A field wins over the header that means the same; a blank value is as good as
 * none, since scripts send empty variables.
 */
final class FieldReader {
    private final ObjectNode fields;
    private final RequestHeaders headers;

    private FieldReader(ObjectNode fields, RequestHeaders headers) {
        this.fields = fields;
        this.headers = headers;
    }

    /**
     * The request's fields.
     *
     * @throws ProblemException 400 when there is nothing to send, 422 when a value is out of range
     */
    static NotificationDraft read(ObjectNode fields, RequestHeaders headers, String client) {
        return new FieldReader(fields, headers).read(client);
    }

    private NotificationDraft read(String client) {
        String text = text();
        String title = line(FieldName.TITLE, Limits.TITLE);
        if (text.isEmpty() && title == null) {
            throw Refusal.nothingToSend();
        }
        return new NotificationDraft(
                client,
                "notify",
                title,
                text,
                given(FieldName.PRIORITY).map(FieldValues::priority).orElse(Priority.DEFAULT),
                given(FieldName.TAGS).map(FieldValues::tags).orElseGet(List::of),
                given(FieldName.URL).map(FieldValues::url).orElse(null),
                line(FieldName.DEDUP_KEY, Limits.KEY),
                line(FieldName.THREAD, Limits.KEY),
                given(FieldName.TTL).map(FieldValues::ttl).orElse(null),
                Phase.NONE);
    }

    private String text() {
        Optional<Given> given = given(FieldName.TEXT);
        if (given.isEmpty()) {
            return "";
        }
        String text = Text.clean(given.get().string());
        return given.get().atMost(Limits.TEXT, text);
    }

    private @Nullable String line(FieldName field, int longest) {
        Optional<Given> given = given(field);
        return given.isEmpty()
                ? null
                : given.get().atMost(longest, Text.line(given.get().string()));
    }

    /** The first of its names that has a value, else the header. */
    private Optional<Given> given(FieldName field) {
        for (String name : field.names()) {
            JsonNode value = fields.get(name);
            if (value != null && !isBlank(value)) {
                return Optional.of(new Given(name, value));
            }
        }
        return headers.field(field);
    }

    private static boolean isBlank(JsonNode value) {
        return value.isNull() || (value.isTextual() && Text.isBlank(value.textValue()));
    }

    /**
     * A value with the name that the sender used for it.
     *
     * @param name for the words of a refusal
     * @param value neither null nor blank
     */
    record Given(String name, JsonNode value) {
        /** The value, which has to be a string. */
        String string() {
            if (value.isArray()) {
                throw Refusal.invalid(name, "'" + name + "' must be one string, and is given as a list.");
            }
            if (!value.isTextual()) {
                throw Refusal.invalid(name, "'" + name + "' must be a string.");
            }
            return value.textValue();
        }

        String atMost(int longest, String text) {
            int length = Text.length(text);
            if (length > longest) {
                throw Refusal.invalid(
                        name, "'" + name + "' has " + length + " characters; at most " + longest + " are taken.");
            }
            return text;
        }
    }
}
