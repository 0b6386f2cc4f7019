package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.intake.SenderBody;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Opens the JSON that stands in strings of a payload, as SNS and LibreNMS have it: what it says is what matters. */
final class OpenedJson {
    private static final int DEEPEST = 3;
    private static final int LONGEST = 256 << 10;

    private OpenedJson() {}

    /** The payload with its strings opened; it is not changed, and of what has no such strings there is no copy: a large one fits no second time. */
    static JsonNode of(JsonNode payload) {
        return of(payload, 0);
    }

    @SuppressWarnings("ReferenceEquality") // another node is another object; comparing large values would take longer
    private static JsonNode of(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return node;
        }
        JsonNode opened = node;
        if (node.isTextual()) {
            JsonNode inner = inner(node.asText());
            return inner == null ? node : of(inner, depth + 1);
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                JsonNode inner = of(member.getValue(), depth + 1);
                if (inner != member.getValue()) {
                    opened = opened == node ? object.objectNode().setAll(object) : opened;
                    ((ObjectNode) opened).set(member.getKey(), inner);
                }
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                JsonNode inner = of(list.get(i), depth + 1);
                if (inner != list.get(i)) {
                    opened = opened == node ? list.arrayNode().addAll(list) : opened;
                    ((ArrayNode) opened).set(i, inner);
                }
            }
        }
        return opened;
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
