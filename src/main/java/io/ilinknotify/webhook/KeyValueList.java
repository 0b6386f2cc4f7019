package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.notification.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A payload that nobody knows, as lines {@code key: value}: the outer ones first, since they say most. */
final class KeyValueList {
    private static final int MOST_LINES = 25;
    private static final int LONGEST_VALUE = 160;
    private static final int LONGEST_KEY = 60;
    private static final int LONGEST = 1_300;
    private static final int DEEPEST = 4;

    private record Inner(String key, JsonNode node, int depth) {}

    private KeyValueList() {}

    /** Whether the payload has no value that could be listed. */
    static boolean isEmpty(JsonNode payload) {
        return lines(payload).isEmpty();
    }

    /** Never empty: a payload without any value is shown as it is. */
    static String of(JsonNode payload) {
        List<String> lines = lines(payload);
        return lines.isEmpty() ? Text.line(payload.toString(), LONGEST_VALUE) : joined(lines);
    }

    private static List<String> lines(JsonNode payload) {
        List<String> lines = new ArrayList<>();
        List<Inner> level = List.of(new Inner("", payload, 0));
        while (!level.isEmpty() && lines.size() <= MOST_LINES) {
            List<Inner> next = new ArrayList<>();
            level.forEach(inner -> unfold(inner, lines, next));
            level = next;
        }
        return lines;
    }

    private static String joined(List<String> lines) {
        StringBuilder text = new StringBuilder();
        int length = 0;
        int told = 0;
        for (String line : lines) {
            length += Text.length(line) + 1;
            if (told == MOST_LINES || length > LONGEST) {
                return text.append("…").toString();
            }
            text.append(line).append('\n');
            told++;
        }
        return text.toString().strip();
    }

    private static void unfold(Inner inner, List<String> lines, List<Inner> next) {
        JsonNode node = inner.node();
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (isEnough(lines, next)) {
                    return;
                }
                add(inner, inner.key() + prefix(inner) + head(member.getKey()), member.getValue(), lines, next);
            }
        } else {
            for (int i = 0; i < node.size() && !isEnough(lines, next); i++) {
                add(inner, inner.key() + "[" + i + "]", node.get(i), lines, next);
            }
        }
    }

    /** A long key stands before the key of everything in it. */
    private static String head(String key) {
        return key.length() > 8 * LONGEST_KEY ? Text.line(key, LONGEST_KEY) : key;
    }

    private static boolean isEnough(List<String> lines, List<Inner> next) {
        return lines.size() > MOST_LINES || next.size() > 8 * MOST_LINES;
    }

    private static String prefix(Inner inner) {
        return inner.key().isEmpty() ? "" : ".";
    }

    private static void add(Inner outer, String key, JsonNode value, List<String> lines, List<Inner> next) {
        if (value.isContainerNode()) {
            if (outer.depth() < DEEPEST) {
                next.add(new Inner(key, value, outer.depth() + 1));
            }
        } else if (!value.isNull() && !value.asText().isBlank()) {
            lines.add(Text.line(key, LONGEST_KEY) + ": " + Text.line(value.asText(), LONGEST_VALUE));
        }
    }
}
