package io.ilinknotify.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.intake.JsonTranslator.Translation;
import io.ilinknotify.media.Upload;

import java.util.List;
import java.util.Optional;

/** Makes a notification of a request: its type, its bytes and its headers. It holds no state and is safe to share. */
record NotifyReader(List<JsonTranslator> translators) {
    /** Names, values and brackets; a megabyte of alerts has half as many. */
    private static final int MOST_VALUES = 100_000;

    /** Twins of a member are refused: one of the two would be lost without a word. */
    private static final ObjectReader JSON = SenderBody.json(MOST_VALUES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private static final String NO_OBJECT = "The JSON body is neither an object of fields nor a string.";

    /**
     * A notification as the client wants it told.
     *
     * @param files takes the files that come with it
     * @throws ProblemException 400, 413, 415, 422 or 503 with what is wrong
     */
    Translation read(NotifyRequest request, String client, Upload files) {
        ContentType type = request.type();
        if (type.isMultipart()) {
            ObjectNode form = MultipartForm.read(type, request.body(), files, false);
            return told(SenderBody.carried(form).orElse(form), request, client, files);
        }
        if (request.isFile()) {
            files.add("Filename", request.fileName(), request.body());
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            request.header("Message", false).ifPresent(text -> fields.put("text", HeaderText.decode(text)));
            return fields(fields, request, client, files);
        }
        if (!type.isForm() && !type.isJson() && !type.isText()) {
            throw Refusal.unsupported("'" + type.essence() + "' is not read here. " + ContentType.EXPECTED);
        }
        String text = type.text(request.body().bytes());
        if (type.isJson()) {
            return told(json(text), request, client, files);
        }
        Optional<JsonNode> said = ours(text, type).map(JsonNode.class::cast);
        if (type.isForm()) {
            said = said.or(() -> SenderBody.carried(text, type)).or(() -> UrlEncodedForm.read(text, type));
        }
        return told(said.orElse(TextNode.valueOf(text)), request, client, files);
    }

    /** An object of known fields, whatever its type is: {@code curl -d '{…}'} calls it a form, and others say nothing. */
    private static Optional<ObjectNode> ours(String text, ContentType type) {
        try {
            return text.strip().startsWith("{") && JSON.readTree(text) instanceof ObjectNode object
                    ? Optional.of(object)
                            .filter(given -> type.essence().startsWith("text/")
                                    ? given.properties().stream().allMatch(field -> Field.ALL.contains(field.getKey()))
                                    : Field.hasContent(given))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Translation told(JsonNode said, NotifyRequest request, String client, Upload files) {
        if (said.isArray()) {
            return guess(said, client).orElseThrow(() -> Refusal.unreadable(NO_OBJECT));
        }
        if (!(said instanceof ObjectNode object)) {
            return fields(JsonNodeFactory.instance.objectNode().set("text", said), request, client, files);
        }
        SenderBody.takeFiles(object, files);
        return translators.stream()
                .flatMap(translator -> translator.translate(object, client).stream())
                .findFirst()
                .orElseGet(() -> unclaimed(object, request, client, files));
    }

    private Translation unclaimed(ObjectNode object, NotifyRequest request, String client, Upload files) {
        try {
            return fields(object, request, client, files);
        } catch (ProblemException e) {
            boolean foreign = e.problem().code().equals(Refusal.NOTHING_TO_SEND)
                    && object.properties().stream().anyMatch(member -> !Field.ALL.contains(member.getKey()));
            return (foreign ? guess(object, client) : Optional.<Translation>empty()).orElseThrow(() -> e);
        }
    }

    private Optional<Translation> guess(JsonNode payload, String client) {
        return translators.stream()
                .flatMap(translator -> translator.guess(payload, client).stream())
                .findFirst();
    }

    private static Translation fields(ObjectNode fields, NotifyRequest request, String client, Upload files) {
        return Translation.of(new FieldReader(fields, request, files.names()).read(client));
    }

    /** An object, an array or a string. */
    private static JsonNode json(String text) {
        if (text.isBlank()) {
            throw Refusal.nothingToSend();
        }
        try {
            JsonNode root = JSON.readTree(text);
            if (root.isContainerNode() || root.isTextual()) {
                return root;
            }
            throw Refusal.unreadable(NO_OBJECT);
        } catch (StreamConstraintsException e) {
            throw SenderBody.tooMuch();
        } catch (JsonProcessingException e) {
            String place = Optional.ofNullable(e.getLocation())
                    .map(at -> " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr()))
                    .orElse("");
            throw Refusal.unreadable("The body is not valid JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("") + place);
        }
    }
}
