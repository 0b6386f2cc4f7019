package io.ilinknotify.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.ProblemException;

import java.util.List;
import java.util.Optional;

/** Makes a notification of a request: its type, its bytes and its headers. It holds no state and is safe to share. */
final class NotifyReader {
    /** Names, values and brackets; a megabyte of alerts has half as many. */
    private static final int MOST_VALUES = 100_000;

    /** Twins of a member are refused: one of the two would be lost without a word. */
    private final ObjectReader json = SenderJson.within(MOST_VALUES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final List<JsonTranslator> translators;

    NotifyReader(List<JsonTranslator> translators) {
        this.translators = List.copyOf(translators);
    }

    /**
     * A notification as the client wants it told.
     *
     * @throws ProblemException 400, 415 or 422 with what is wrong
     */
    Translation read(NotifyRequest request, String client) {
        request.requirePlainEncoding();
        ContentType type = request.type();
        if (type.isMultipart()) {
            return draft(MultipartForm.read(type, request.body()), request, client);
        }
        if (!type.isForm() && !type.isJson() && !type.isText()) {
            throw Refusal.unsupported("'" + type.essence() + "' is not read here. " + ContentType.EXPECTED);
        }
        String text = ContentType.text(request.body(), type.charset());
        if (type.isJson()) {
            return json(text, request, client);
        }
        Optional<ObjectNode> form = type.isForm() ? UrlEncodedForm.read(text, type.charset()) : Optional.empty();
        return draft(form.orElseGet(() -> textField(text)), request, client);
    }

    private Translation json(String text, NotifyRequest request, String client) {
        if (text.isBlank()) {
            throw Refusal.nothingToSend();
        }
        JsonNode root;
        try {
            root = json.readTree(text);
        } catch (StreamConstraintsException e) {
            throw SenderJson.tooMuch();
        } catch (JsonProcessingException e) {
            throw Refusal.unreadable("The body is not valid JSON: " + firstLine(e.getOriginalMessage()) + place(e));
        }
        if (root instanceof ObjectNode object) {
            return claimed(object, client).orElseGet(() -> draft(object, request, client));
        }
        if (root.isTextual()) {
            return draft(textField(root.textValue()), request, client);
        }
        throw Refusal.unreadable("The JSON body is neither an object of fields nor a string.");
    }

    private Optional<Translation> claimed(ObjectNode object, String client) {
        return translators.stream()
                .flatMap(translator -> translator.translate(object, client).stream())
                .findFirst();
    }

    private static Translation draft(ObjectNode fields, NotifyRequest request, String client) {
        return Translation.of(FieldReader.read(fields, request.headers(), client));
    }

    private static ObjectNode textField(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
