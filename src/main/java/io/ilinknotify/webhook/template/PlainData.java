package io.ilinknotify.webhook.template;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A payload as maps, lists, strings, numbers and truth values: all that a template can see. Lists are cut. */
public final class PlainData {
    /** More than a phone can show. */
    private static final int MOST_ITEMS = 200;

    private static final int MOST_DIGITS = 40;

    private PlainData() {}

    /** The members by their names, and the whole as {@code payload}. */
    public static Map<String, @Nullable Object> root(JsonNode payload) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        Object all = of(payload);
        root.put("payload", all);
        if (all instanceof Map<?, ?> members) {
            members.forEach((name, value) -> root.put(String.valueOf(name), value));
        } else {
            root.put(all instanceof List<?> ? "items" : "text", all);
        }
        return root;
    }

    private static @Nullable Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                node.properties().stream()
                        .limit(MOST_ITEMS)
                        .forEach(member -> map.put(member.getKey(), of(member.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = 0; i < Math.min(node.size(), MOST_ITEMS); i++) {
                    list.add(of(node.get(i)));
                }
                yield list;
            }
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING -> null;
            case STRING, BINARY, POJO -> node.asText();
        };
    }

    private static Object number(JsonNode node) {
        if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
            return node.asText();
        }
        BigDecimal number = node.decimalValue();
        if (Math.abs(number.precision() - (long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            return node.asText();
        }
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
