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

    /** The payload with its strings opened; the payload itself is not changed. */
    static JsonNode of(JsonNode payload) {
        return of(payload, 0);
    }

    private static JsonNode of(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return node;
        }
        if (node.isTextual()) {
            JsonNode inner = inner(node.asText());
            return inner == null ? node : of(inner, depth + 1);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode opened = object.objectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                opened.set(member.getKey(), of(member.getValue(), depth + 1));
            }
            return opened;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode opened = list.arrayNode(list.size());
            list.forEach(item -> opened.add(of(item, depth + 1)));
            return opened;
        }
        return node;
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
