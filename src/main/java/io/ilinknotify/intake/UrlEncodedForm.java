package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells a form from a sentence. {@code curl -d} calls everything a form, so that {@code disk full & more=stuff} comes with
 * the type of one. Its encoding is read leniently: what is no escape stands for itself, as in {@code disk 100% full}.
 */
final class UrlEncodedForm {
    /** No sender of ours has so many; a body of a million ampersands is not worth a million fields. */
    private static final int MOST_PARTS = 100;

    private UrlEncodedForm() {}

    /**
     * The fields of a form, or empty when the body as it stands is the text. It is a form when every name in it is one of
     * ours; or when one for a text or a title is among them and the rest leaves no doubt: every part is
     * {@code name=value}, and nothing in it should have been encoded. Names that we do not know are then ignored, as in
     * JSON; in any other case they would take a piece of the text with them.
     */
    static Optional<ObjectNode> read(String body, Charset charset) {
        String form = body.strip();
        String[] parts = form.split("&", MOST_PARTS + 1);
        if (parts.length > MOST_PARTS) {
            return Optional.empty();
        }
        Set<String> known = new TreeSet<>();
        boolean allKnown = true;
        boolean allPairs = true;
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String part : parts) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (equals > 0 && FieldName.ALL.contains(name)) {
                known.add(name);
                add(fields, name, decode(part.substring(equals + 1), charset));
            } else if (!part.isEmpty()) {
                allKnown = false;
                allPairs &= equals > 0;
            }
        }
        boolean isForm = allKnown || (FieldName.hasContent(known) && allPairs && isEncoded(form));
        return isForm ? Optional.of(fields) : Optional.empty();
    }

    /** Adds a value; a name that comes again gets a list. */
    static void add(ObjectNode fields, String name, String value) {
        switch (fields.get(name)) {
            case null -> fields.put(name, value);
            case ArrayNode list -> list.add(value);
            default -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode().add(fields.get(name));
                fields.set(name, list.add(value));
            }
        }
    }

    /** Tells whether only such characters stand there as an encoder leaves. */
    static boolean isEncoded(String form) {
        return form.chars().allMatch(c -> c > ' ' && c < 0x7F && "\"<>\\^`{|}#".indexOf(c) < 0);
    }

    /** Undoes the encoding. Escapes that together are no characters of the charset ("50%ad") stay as they are. */
    static String decode(String value, Charset charset) {
        if (value.indexOf('%') < 0) {
            return value.replace('+', ' ');
        }
        StringBuilder text = new StringBuilder(value.length());
        int i = 0;
        while (i < value.length()) {
            int end = endOfEscapes(value, i);
            if (end > i) {
                text.append(decodeRun(value.substring(i, end), charset));
                i = end;
            } else {
                char c = value.charAt(i++);
                text.append(c == '+' ? ' ' : c);
            }
        }
        return text.toString();
    }

    private static int endOfEscapes(String value, int from) {
        int end = from;
        while (end + 2 < value.length()
                && value.charAt(end) == '%'
                && HexFormat.isHexDigit(value.charAt(end + 1))
                && HexFormat.isHexDigit(value.charAt(end + 2))) {
            end += 3;
        }
        return end;
    }

    private static String decodeRun(String escapes, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escapes.length() / 3);
        for (int i = 0; i < escapes.length(); i += 3) {
            bytes.write(HexFormat.fromHexDigits(escapes, i + 1, i + 3));
        }
        try {
            // Whoever sends a form in UTF-16 writes the escapes of UTF-8 all the same.
            Charset ofEscapes = charset.name().startsWith("UTF-") ? StandardCharsets.UTF_8 : charset;
            return ofEscapes
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return escapes;
        }
    }
}
