package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.intake.SenderBody;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Opens the JSON that stands in strings of a payload, as SNS and LibreNMS have it: what it says is what matters. */
final class OpenedJson {
    private static final int DEEPEST = 3;
    private static final int LONGEST = 256 << 10;

    private OpenedJson() {}

    /** The payload with its strings opened; the payload itself is not changed, and without such strings it is not copied. */
    static JsonNode of(JsonNode payload) {
        return of(payload, 0).orElse(payload);
    }

    /** The node with its strings opened; empty where there is nothing to open, since a large payload fits no second time. */
    private static Optional<JsonNode> of(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (node.isTextual()) {
            return Optional.ofNullable(inner(node.asText()))
                    .map(inner -> of(inner, depth + 1).orElse(inner));
        }
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> opened = new LinkedHashMap<>();
            object.properties()
                    .forEach(member ->
                            of(member.getValue(), depth + 1).ifPresent(inner -> opened.put(member.getKey(), inner)));
            return opened.isEmpty()
                    ? Optional.empty()
                    : Optional.of(object.objectNode().<ObjectNode>setAll(object).setAll(opened));
        }
        if (node instanceof ArrayNode list) {
            Map<Integer, JsonNode> opened = new LinkedHashMap<>();
            for (int i = 0; i < list.size(); i++) {
                int place = i;
                of(list.get(i), depth + 1).ifPresent(inner -> opened.put(place, inner));
            }
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            ArrayNode copy = list.arrayNode().addAll(list);
            opened.forEach(copy::set);
            return Optional.of(copy);
        }
        return Optional.empty();
    }

    private static @Nullable JsonNode inner(String text) {
        String json = text.strip();
        boolean likely = json.length() <= LONGEST
                && ((json.startsWith("{") && json.endsWith("}")) || (json.startsWith("[{") && json.endsWith("]")));
        try {
            JsonNode inner = likely ? SenderBody.read(json) : null;
            return inner != null && inner.isContainerNode() ? inner : null;
        } catch (ProblemException tooDeep) {
            return null;
        }
    }
}
