package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a form from a sentence. {@code curl -d} calls everything a form, so that {@code disk full & more=stuff} comes with
 * the type of one. Its encoding is read leniently: what is no escape stands for itself, as in {@code disk 100% full}.
 */
final class UrlEncodedForm {
    /** No sender of ours has so many; a body of a million ampersands is not worth a million fields. */
    private static final int MOST_PARTS = 100;

    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})++");
    private static final HexFormat PERCENT = HexFormat.of().withPrefix("%");

    private UrlEncodedForm() {}

    /**
     * The fields of a form, or empty when the body as it stands is the text. It is a form when every name in it is one of
     * ours; or when one for a text or a title is among them and the rest leaves no doubt: every part is
     * {@code name=value}, and nothing in it should have been encoded. Names that we do not know are then ignored, as in
     * JSON; in any other case they would take a piece of the text with them.
     */
    static Optional<ObjectNode> read(String body, ContentType type) {
        String form = body.strip();
        List<String> parts = parts(form);
        ObjectNode fields = pairs(parts, Field.ALL::contains, type);
        boolean allKnown = parts.stream().map(UrlEncodedForm::name).allMatch(Field.ALL::contains);
        boolean noDoubt = Field.hasContent(fields)
                && parts.stream().noneMatch(part -> name(part).isEmpty());
        return !parts.isEmpty() && (allKnown || (noDoubt && isEncoded(form))) ? Optional.of(fields) : Optional.empty();
    }

    /** Every pair of a form of whatever names; empty when the body has none. */
    static Optional<ObjectNode> ofForeign(String body, ContentType type) {
        return Optional.of(pairs(parts(body.strip()), name -> !name.isEmpty(), type))
                .filter(fields -> !fields.isEmpty());
    }

    /** Empty when there are too many for a form. */
    private static List<String> parts(String form) {
        List<String> parts = List.of(form.split("&", MOST_PARTS + 1));
        return parts.size() > MOST_PARTS
                ? List.of()
                : parts.stream().filter(part -> !part.isEmpty()).toList();
    }

    private static ObjectNode pairs(List<String> parts, Predicate<String> wanted, ContentType type) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        parts.stream().filter(part -> wanted.test(name(part))).forEach(part -> {
            String value = part.substring(part.indexOf('=') + 1);
            add(fields, decode(name(part), type), decode(value, type));
        });
        return fields;
    }

    private static String name(String part) {
        return part.substring(0, Math.max(0, part.indexOf('=')));
    }

    /** Adds a value; a name that comes again gets a list. */
    static void add(ObjectNode fields, String name, String value) {
        JsonNode before = fields.get(name);
        if (before == null) {
            fields.put(name, value);
        } else {
            (before instanceof ArrayNode list ? list : fields.putArray(name).add(before)).add(value);
        }
    }

    /** Tells whether only such characters stand there as an encoder leaves. */
    private static boolean isEncoded(String form) {
        return form.chars().allMatch(c -> c > ' ' && c < 0x7F && "\"<>\\^`{|}#".indexOf(c) < 0);
    }

    /** Undoes the encoding. Escapes that together are no characters of the charset ("50%ad") stay as they are. */
    static String decode(String value, ContentType type) {
        return ESCAPES.matcher(value.replace('+', ' ')).replaceAll(run -> {
            byte[] bytes = PERCENT.parseHex(run.group());
            // Whoever sends a form in UTF-16 writes the escapes of UTF-8 all the same.
            ContentType ofEscapes = type.charset().name().startsWith("UTF-") ? ContentType.NONE : type;
            return Matcher.quoteReplacement(ofEscapes.decode(bytes).orElse(run.group()));
        });
    }
}
