package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.MultipartForm;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Bodies of clients that write JSON at one time and a form at another, urlencoded or multipart. */
public final class ForeignForm {
    private static final int MOST_FIELDS = 100;

    private ForeignForm() {}

    /** The JSON that a form carries as its member {@code payload}, as GitHub's webhooks do unless told otherwise; else the body. */
    public static JsonNode payload(byte @Nullable [] body, @Nullable String type) {
        JsonNode plain = ForeignBody.read(body);
        JsonNode form = plain.isTextual() ? read(body, type) : plain;
        String carried = plain.isTextual() ? JsonText.text(form, "payload") : "";
        if (carried.startsWith("{")) {
            return ForeignBody.read(carried);
        }
        return multipart(body, type).isPresent() ? form : plain; // what curl -d calls a form may be a sentence
    }

    /** The first values of a multipart form; empty for any other body. */
    public static Optional<ObjectNode> multipart(byte @Nullable [] body, @Nullable String type) {
        Optional<ObjectNode> form = MultipartForm.ofForeign(type, body);
        form.ifPresent(fields -> fields.properties().forEach(field -> {
            if (field.getValue().isArray()) {
                field.setValue(field.getValue().get(0));
            }
        }));
        return form;
    }

    /** A form's first values as members of an object; any other body as {@link ForeignBody} reads it. */
    public static JsonNode read(byte @Nullable [] body, @Nullable String type) {
        JsonNode plain = ForeignBody.read(body);
        Optional<ObjectNode> parts = multipart(body, type);
        if (parts.isPresent()) {
            return parts.get();
        }
        boolean form =
                type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        if (!form || !plain.isTextual() || plain.asText().indexOf('=') < 0) {
            return plain;
        }
        try {
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            Map<String, List<String>> parameters = new QueryStringDecoder(
                            plain.asText().strip(), StandardCharsets.UTF_8, false, MOST_FIELDS)
                    .parameters();
            parameters.forEach((name, values) -> fields.put(name, values.getFirst()));
            return fields;
        } catch (IllegalArgumentException e) {
            return plain; // not encoded after all
        }
    }
}
