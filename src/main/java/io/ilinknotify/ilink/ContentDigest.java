package io.ilinknotify.ilink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.runtime.util.HashUtil;

import java.util.Map;
import java.util.Set;

/**
 * A hash of what somebody wrote, the same for a duplicate that comes under a new id: fields in alphabetical order, and
 * without what belongs to one delivery (ids, times, whether it is complete, addresses that are signed anew each time).
 */
final class ContentDigest {
    private static final Set<String> OF_ONE_DELIVERY = Set.of(
            "msg_id",
            "svr_id",
            "create_time_ms",
            "update_time_ms",
            "is_completed",
            "encrypt_query_param",
            "full_url",
            "url");

    private ContentDigest() {}

    /** 64 hexadecimal digits. */
    static String of(JsonNode items) {
        StringBuilder canonical = new StringBuilder();
        append(items.isMissingNode() || items.isNull() ? JsonNodeFactory.instance.arrayNode() : items, canonical);
        return HashUtil.sha256(canonical.toString());
    }

    private static void append(JsonNode node, StringBuilder canonical) {
        if (node.isObject()) {
            canonical.append('{');
            node.properties().stream()
                    .filter(field -> !OF_ONE_DELIVERY.contains(field.getKey()))
                    .filter(field -> !field.getValue().isNull())
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field -> {
                        canonical.append(JsonNodeFactory.instance.textNode(field.getKey()));
                        canonical.append(':');
                        append(field.getValue(), canonical);
                        canonical.append(',');
                    });
            canonical.append('}');
        } else if (node.isArray()) {
            canonical.append('[');
            for (JsonNode element : node) {
                append(element, canonical);
                canonical.append(',');
            }
            canonical.append(']');
        } else {
            canonical.append(node);
        }
    }
}
