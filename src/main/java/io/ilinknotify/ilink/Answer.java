package io.ilinknotify.ilink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The JSON object that the server answered; reading it never throws, whatever it holds. */
final class Answer {
    static final long STALE = -14;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final double EXACT = 1L << 53;

    private final JsonNode object;

    private Answer(JsonNode object) {
        this.object = object;
    }

    /**
     * Empty when the body is not one JSON object. Bytes that are not UTF-8 become replacement characters, so that a
     * complaint in another encoding does not hide its code.
     */
    static Optional<Answer> parse(byte[] body) {
        try {
            String text = new String(body, StandardCharsets.UTF_8);
            JsonNode node = JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
            return node instanceof ObjectNode ? Optional.of(new Answer(node)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * What {@code ret} and {@code errcode} say together: {@link #STALE} when either is, else the first that is not 0,
     * else 0; empty when one is there and is not a number.
     */
    OptionalLong code() {
        OptionalLong ret = codeIn("ret");
        OptionalLong errcode = codeIn("errcode");
        if (is(ret, STALE) || is(errcode, STALE)) {
            return OptionalLong.of(STALE);
        }
        return is(ret, 0) ? errcode : ret;
    }

    private static boolean is(OptionalLong code, long value) {
        return code.isPresent() && code.getAsLong() == value;
    }

    private OptionalLong codeIn(String field) {
        JsonNode node = object.path(field);
        return node.isMissingNode() || node.isNull() ? OptionalLong.of(0) : number(node);
    }

    JsonNode field(String name) {
        return object.path(name);
    }

    /** The text in a field; empty when there is none. */
    String text(String name) {
        return text(object.path(name));
    }

    static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    /** An id: a text, or a bare number of any length as it was written. 0 is what an absent one looks like in protobuf. */
    static String id(JsonNode node) {
        String id = node.isIntegralNumber() ? node.asText() : text(node).strip();
        return id.equals("0") ? "" : id;
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
