package io.ilinknotify.ilink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The JSON object that the server answered; reading it never throws, whatever it holds. No tree is made of the whole: 2 MB
 * of empty objects would be 60 MB of nodes. Its plain fields are kept, and its messages are read one by one.
 */
final class Answer {
    static final long FAILED = -1;
    static final long REFUSED = -2;
    static final long INVALID = -3;
    static final long TOO_FAST = -12;
    static final long TOO_FAST_TOO = -13;
    static final long STALE = -14;

    /** Names are neither interned nor shared: those of a faulty server would be kept for good. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .build();

    private static final int MOST_FIELDS = 1_000;
    private static final int LONGEST_MESSAGE = 256 * 1024;
    private static final int LONGEST_ID = 100;
    private static final JsonNode NOT_PLAIN = JsonNodeFactory.instance.objectNode();
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final double EXACT = 1L << 53;

    private final Map<String, JsonNode> fields = new HashMap<>();
    private final List<InboundMessage> messages = new ArrayList<>();
    private int malformed;

    private Answer() {}

    /**
     * Empty when the body is not one JSON object. Bytes that are not UTF-8 become replacement characters, so that a
     * complaint in another encoding does not hide its code.
     */
    static Optional<Answer> parse(byte[] body) {
        String decoded = new String(body, StandardCharsets.UTF_8);
        String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        Answer answer = new Answer();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME && answer.fields.size() < MOST_FIELDS) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                answer.fields.put(name, value.isScalarValue() ? JSON.<JsonNode>readTree(parser) : NOT_PLAIN);
                if (value == JsonToken.START_ARRAY && name.equals("msgs")) {
                    answer.readMessages(parser, text);
                }
                parser.skipChildren();
            }
            boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return whole ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void readMessages(JsonParser parser, String text) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean object = parser.currentToken() == JsonToken.START_OBJECT;
            int from = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            int to = (int) parser.currentLocation().getCharOffset();
            Optional<InboundMessage> message = object && to - from <= LONGEST_MESSAGE
                    ? InboundMessage.of(JSON.readTree(text.substring(from, to)))
                    : Optional.empty();
            message.ifPresentOrElse(messages::add, () -> malformed++);
        }
    }

    /** The objects of the list {@code msgs} that are messages. */
    List<InboundMessage> messages() {
        return List.copyOf(messages);
    }

    /** Counts the elements of {@code msgs} that are none, or longer than any message can be. */
    int malformed() {
        return malformed;
    }

    /**
     * Reads {@code ret} and {@code errcode} together: {@link #STALE} when either is, else the first that is not 0,
     * else 0; empty when one is there and is not a number.
     */
    OptionalLong code() {
        OptionalLong ret = codeIn("ret");
        OptionalLong errcode = codeIn("errcode");
        return errcode.orElse(0) == STALE || ret.orElse(1) == 0 ? errcode : ret;
    }

    private OptionalLong codeIn(String field) {
        JsonNode node = field(field);
        return node.isMissingNode() || node.isNull() ? OptionalLong.of(0) : number(node);
    }

    JsonNode field(String name) {
        return fields.getOrDefault(name, MissingNode.getInstance());
    }

    /** The text in a field; empty when there is none. */
    String text(String name) {
        return text(field(name));
    }

    static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    /** An id: a text, or a bare number as it was written, its beginning. 0 is what an absent one is in protobuf. */
    static String id(JsonNode node) {
        String id = node.isIntegralNumber() ? node.asText() : text(node).strip();
        return id.equals("0") ? "" : id.substring(0, Math.min(id.length(), LONGEST_ID));
    }

    /** A whole number, also when it is written as a text. */
    static OptionalLong number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return OptionalLong.of(node.longValue());
        }
        if (node.isFloatingPointNumber() && Math.abs(node.doubleValue()) < EXACT && node.doubleValue() % 1 == 0) {
            return OptionalLong.of((long) node.doubleValue());
        }
        return node.isTextual()
                        && WHOLE_NUMBER.matcher(node.textValue().strip()).matches()
                ? OptionalLong.of(Long.parseLong(node.textValue().strip()))
                : OptionalLong.empty();
    }
}
