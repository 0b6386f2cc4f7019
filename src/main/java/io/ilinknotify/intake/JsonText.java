package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads members of foreign JSON without ever being surprised: what is missing or of another type is as good as none. */
public final class JsonText {
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private JsonText() {}

    /** A string, a number or a truth value as text; empty for anything else. */
    public static String text(@Nullable JsonNode node, String name) {
        JsonNode value = node == null ? null : node.get(name);
        return value == null || value.isNull() || value.isContainerNode() ? "" : value.asText();
    }

    /** The first of the names that has a text which is not blank. */
    public static Optional<String> first(JsonNode node, String... names) {
        return Stream.of(names)
                .map(name -> text(node, name))
                .filter(text -> !Text.isBlank(text))
                .findFirst();
    }

    /** The members of an object as texts, sorted by name. */
    public static TreeMap<String, String> texts(@Nullable JsonNode node) {
        TreeMap<String, String> texts = new TreeMap<>();
        if (node != null && node.isObject()) {
            node.properties().forEach(member -> {
                JsonNode value = member.getValue();
                texts.put(member.getKey(), value.isValueNode() ? value.asText("") : value.toString());
            });
        }
        return texts;
    }

    /** A moment as RFC 3339 has it, or {@code null}; years before 1980 and after 2200 are "none", as Go and Java write it. */
    public static @Nullable Instant time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text.strip()).toInstant();
            return time.isAfter(EARLIEST) && time.isBefore(LATEST) ? time : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
