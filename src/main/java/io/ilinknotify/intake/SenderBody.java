package io.ilinknotify.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ilinknotify.http.Body;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.media.Upload;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a body of whoever cannot be told what would be right: webhooks, and clients made for other services. It is JSON if it
 * can be read as such, else a form if it is declared as one, else a text. Only a body without anything is refused, and JSON
 * that would take more memory than any alert does.
 */
public final class SenderBody {
    /** Names, values and brackets; eight megabytes of alerts have fewer. */
    private static final int MOST_VALUES = 500_000;

    private static final int DEEPEST = 100;
    private static final int LONGEST_NAME = 5_000;
    /** Of JSON in a string of JSON. */
    private static final int DEEPEST_OPENED = 3;

    private static final int LONGEST_OPENED = 256 << 10;

    private static final ObjectReader JSON = json(MOST_VALUES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build()
            .readerFor(JsonNode.class);

    /** The one field in which some put all their JSON: GitHub, Slack, Plex, Discord. */
    static final List<String> CARRIERS = List.of("payload", "data", "payload_json");

    private static final String FILES = "attachments";
    private static final String CONTENT = "base64";

    private SenderBody() {}

    /**
     * Reads a body; never {@code null} nor missing.
     *
     * @param formsExpected whether what is declared as a form is one; else it may be a sentence, since {@code curl -d} calls
     *     everything a form
     * @throws ProblemException 400
     * @param files takes the files of a form; {@code null} where nobody takes them
     */
    public static JsonNode read(Body body, @Nullable String type, boolean formsExpected, @Nullable Upload files) {
        ContentType declared = ContentType.lenient(type);
        Optional<ObjectNode> parts =
                declared.isMultipart() ? MultipartForm.ofForeign(declared, body, files) : Optional.empty();
        if (parts.isPresent()) {
            return carried(parts.get()).orElseGet(() -> firstValues(parts.get()));
        }
        String text = declared.anyText(body.bytes());
        JsonNode plain = read(text);
        return !declared.isForm() || !plain.isTextual()
                ? plain
                : carried(text, declared)
                        .or(() -> (formsExpected
                                        ? UrlEncodedForm.ofForeign(text, declared)
                                        : UrlEncodedForm.read(text, declared))
                                .map(SenderBody::firstValues))
                        .orElse(plain);
    }

    /** Reads a text, which has no declared type. */
    public static JsonNode read(String text) {
        if (Text.isBlank(text)) {
            throw Refusal.nothingToSend();
        }
        try {
            JsonNode node = JSON.readTree(text);
            return node.isContainerNode() || (node.isTextual() && !node.asText().isBlank())
                    ? node
                    : TextNode.valueOf(text);
        } catch (StreamConstraintsException e) {
            throw tooMuch();
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /** Reads a body that is a text whatever it looks like. */
    public static String text(Body body, @Nullable String type) {
        return ContentType.lenient(type).anyText(body.bytes());
    }

    /** Reads the query of those who say everything there; empty when no text or title is in it. */
    public static Optional<ObjectNode> ofQuery(@Nullable String query) {
        return UrlEncodedForm.ofForeign(query == null ? "" : query, ContentType.NONE)
                .filter(Field::hasContent)
                .map(fields -> firstValues(fields).without(List.of("token")));
    }

    /** The JSON that a form carries in one of its fields. */
    static Optional<JsonNode> carried(String form, ContentType type) {
        return CARRIERS.stream() // by hand, people leave the signs of JSON as they are
                .map(name -> name + "=")
                .filter(start -> form.startsWith(start + "{") || form.startsWith(start + "["))
                .map(start -> read(UrlEncodedForm.decode(form.substring(start.length()), type)))
                .findFirst()
                .or(() -> UrlEncodedForm.ofForeign(form, type).flatMap(SenderBody::carried));
    }

    /** The same of its fields. */
    static Optional<JsonNode> carried(ObjectNode form) {
        return CARRIERS.stream()
                .map(name -> JsonText.text(form, name).strip())
                .filter(value -> value.startsWith("{") || value.startsWith("["))
                .map(SenderBody::read)
                .filter(JsonNode::isContainerNode)
                .findFirst();
    }

    /** Takes the files out of JSON that stand in it as Apprise has them. Slack's attachments are something else. */
    public static void takeFiles(ObjectNode payload, Upload files) {
        if (payload.get(FILES) instanceof ArrayNode list
                && list.valueStream().anyMatch(file -> file.path(CONTENT).isTextual())) {
            payload.remove(FILES);
            for (JsonNode file : list) {
                if (file.path(CONTENT).isTextual()) {
                    files.addBase64(
                            FILES,
                            JsonText.text(file, "filename"),
                            file.get(CONTENT).textValue());
                }
            }
        }
    }

    /**
     * Opens the JSON that stands in strings of a payload, as SNS and LibreNMS have it: what it says is what matters. The payload
     * is not changed, and of what has no such strings there is no copy: a large one fits no second time.
     */
    public static JsonNode opened(JsonNode payload) {
        return opened(payload, 0);
    }

    @SuppressWarnings("ReferenceEquality") // another node is another object; comparing large values would take longer
    private static JsonNode opened(JsonNode node, int depth) {
        if (depth > DEEPEST_OPENED) {
            return node;
        }
        JsonNode opened = node;
        if (node.isTextual()) {
            return inner(node.asText()).map(inner -> opened(inner, depth + 1)).orElse(node);
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                JsonNode inner = opened(member.getValue(), depth + 1);
                if (inner != member.getValue()) {
                    opened = opened == node ? object.objectNode().setAll(object) : opened;
                    ((ObjectNode) opened).set(member.getKey(), inner);
                }
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                JsonNode inner = opened(list.get(i), depth + 1);
                if (inner != list.get(i)) {
                    opened = opened == node ? list.arrayNode().addAll(list) : opened;
                    ((ArrayNode) opened).set(i, inner);
                }
            }
        }
        return opened;
    }

    private static Optional<JsonNode> inner(String text) {
        String json = text.strip();
        boolean likely = json.length() <= LONGEST_OPENED
                && ((json.startsWith("{") && json.endsWith("}")) || (json.startsWith("[{") && json.endsWith("]")));
        try {
            return likely ? Optional.of(read(json)).filter(JsonNode::isContainerNode) : Optional.empty();
        } catch (ProblemException tooDeep) {
            return Optional.empty();
        }
    }

    private static ObjectNode firstValues(ObjectNode form) {
        form.properties().forEach(field -> {
            if (field.getValue() instanceof ArrayNode values) {
                field.setValue(values.get(0));
            }
        });
        return form;
    }

    /**
     * A reader of what senders write, within bounds: a small body of many small values would become a tree that fills the
     * heap. One value takes some 50 bytes of memory beside its text.
     */
    static JsonMapper.Builder json(int mostValues) {
        // Names are the senders' own words: kept for the next body, they would stay in memory for ever.
        return JsonMapper.builder(JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxTokenCount(mostValues)
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(LONGEST_NAME)
                        .build())
                .build());
    }

    /** 400: the body is within its bytes, and would take too much memory all the same. */
    static ProblemException tooMuch() {
        return Refusal.unreadable("The body is not valid JSON: it has too many values, is nested more than " + DEEPEST
                + " deep, or has a name or a number that is too long.");
    }
}
