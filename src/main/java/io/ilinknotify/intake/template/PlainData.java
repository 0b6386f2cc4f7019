package io.ilinknotify.intake.template;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A payload as maps, lists, strings, numbers and truth values: all that a template can see. */
final class PlainData {
    private PlainData() {}

    /** The members by their names, and the whole as {@code payload}. */
    static Map<String, @Nullable Object> root(JsonNode payload) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("payload", of(payload));
        if (payload.isObject()) {
            payload.properties().forEach(member -> root.put(member.getKey(), of(member.getValue())));
        } else {
            root.put(payload.isArray() ? "items" : "text", of(payload));
        }
        return root;
    }

    private static @Nullable Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                node.properties().forEach(member -> map.put(member.getKey(), of(member.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                node.forEach(item -> list.add(of(item)));
                yield list;
            }
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING -> null;
            case STRING, BINARY, POJO -> node.asText();
        };
    }
}
