package io.ilinknotify.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.ProblemException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * Turns the bytes of a body into what they say. The one place that knows the table of types; it holds no state and is
 * safe to share.
 */
final class BodyDecoder {
    /** Names, values and brackets; a megabyte of alerts has half as many. */
    private static final int MOST_VALUES = 100_000;

    /** Twins of a member are refused: one of the two would be lost without a word. */
    private final ObjectReader json = SenderJson.within(MOST_VALUES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /**
     * What the body says.
     *
     * @throws ProblemException 400 when it is not what its type says, 415 when the type or charset is not read here
     */
    NotifyBody decode(ContentType type, byte[] body) {
        if (type.isMultipart()) {
            return new NotifyBody.Form(MultipartForm.read(type, body));
        }
        if (type.isForm()) {
            String raw = text(body, type.charset());
            return UrlEncodedForm.read(raw, type.charset())
                    .<NotifyBody>map(NotifyBody.Form::new)
                    .orElseGet(() -> new NotifyBody.Text(raw));
        }
        if (type.isJson()) {
            return json(text(body, type.charset()));
        }
        if (type.isText()) {
            return new NotifyBody.Text(text(body, type.charset()));
        }
        throw Refusal.unsupported("'" + type.essence() + "' is not read here. " + ContentType.EXPECTED);
    }

    private NotifyBody json(String text) {
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
            return new NotifyBody.Json(object);
        }
        if (root.isTextual()) {
            return new NotifyBody.Text(root.textValue());
        }
        throw Refusal.unreadable("The JSON body is neither an object of fields nor a string.");
    }

    /** The characters of the bytes, without a byte order mark. */
    static String text(byte[] bytes, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Refusal.unreadable("It is not valid " + charset.name()
                    + ": send UTF-8, or name the charset in the Content-Type, such as text/plain; charset=ISO-8859-1.");
        }
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
