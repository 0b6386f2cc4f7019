package io.ilinknotify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.intake.Refusal;
import io.ilinknotify.intake.SenderJson;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Reads the body of a webhook: JSON if it can be read as such, else a text. Only a body without anything is refused, and
 * JSON that would take more memory than any alert does.
 */
public final class ForeignBody {
    /** Names, values and brackets; eight megabytes of alerts have fewer. */
    private static final int MOST_VALUES = 500_000;

    private static final ObjectReader JSON = SenderJson.within(MOST_VALUES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build()
            .readerFor(JsonNode.class);

    private static final int LARGEST = 8 << 20;

    private ForeignBody() {}

    /** The value of the body; never {@code null} nor missing. */
    public static JsonNode read(byte @Nullable [] body) {
        if (body != null && body.length > LARGEST) {
            throw new ProblemException(
                    Problem.of(413, "too-large", "Too large", "The body of a webhook has at most 8 MiB."));
        }
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        return read(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** The same of a text. */
    public static JsonNode read(String text) {
        if (Text.isBlank(text)) {
            throw Refusal.nothingToSend();
        }
        try {
            JsonNode node = JSON.readTree(text);
            return node.isObject()
                            || node.isArray()
                            || (node.isTextual() && !node.asText().isBlank())
                    ? node
                    : TextNode.valueOf(text);
        } catch (StreamConstraintsException e) {
            throw SenderJson.tooMuch();
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
