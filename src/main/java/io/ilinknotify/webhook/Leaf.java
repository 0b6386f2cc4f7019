package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.template.Templates;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One value of a payload; of a long text its beginning.
 *
 * @param key its name in small letters and digits only, so that {@code alertName} and {@code alert_name} are one
 * @param label its name for a person, with that of what it belongs to where it says nothing alone
 * @param depth 0 for the members of the payload
 */
record Leaf(String key, String label, String text, int depth) {
    private static final int MOST = 400;
    private static final int MOST_VISITED = 4_000;
    private static final int DEEPEST = 6;
    private static final int MOST_ITEMS = 3;
    private static final int LONGEST_NAME = 40;

    /** The names under which senders put things, by what they say, the more telling first: {@code texts/names.txt}. */
    private static final Map<String, List<String>> NAMES = Templates.resource("/texts/names.txt")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(" = ", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> List.of(parts[1].split(" "))));

    /** People, programs and settings beside the matter: of these only the name is told, and no page is theirs. */
    private static final List<String> ASIDE = names("aside");
    /** Members whose object stands for one word; the rest of the object says how that is drawn. */
    private static final List<String> NAMED = names("named");
    /** Names that say nothing without the name of what they belong to. */
    private static final List<String> BARE = names("bare");

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])|_+|-+");

    /** Twelve lines are somewhere in it, even between much HTML. */
    private static final int LONGEST_TEXT = 20_000;

    Leaf {
        text = Text.shorten(text, LONGEST_TEXT);
    }

    static List<String> names(String kind) {
        return Objects.requireNonNull(NAMES.get(kind), kind);
    }

    private record Inner(JsonNode node, String name, int depth) {}

    /** All of a payload, the outer ones first; of large ones the beginning. */
    static List<Leaf> of(JsonNode payload) {
        List<Leaf> leaves = new ArrayList<>();
        Deque<Inner> waiting = new ArrayDeque<>(List.of(new Inner(payload, "", 0)));
        int visited = 0;
        while (!waiting.isEmpty() && leaves.size() < MOST && visited < MOST_VISITED) {
            Inner inner = waiting.poll();
            for (Map.Entry<String, JsonNode> member : inner.node().properties()) {
                if (visited++ >= MOST_VISITED || leaves.size() >= MOST) {
                    break;
                }
                add(inner, head(member.getKey()), member.getValue(), leaves, waiting);
            }
        }
        return leaves;
    }

    private static void add(Inner outer, String name, JsonNode value, List<Leaf> leaves, Deque<Inner> waiting) {
        String key = plain(name);
        if (value.isValueNode()) {
            leaves.add(new Leaf(key, label(outer, name, key), value.asText(""), outer.depth()));
        } else if (value instanceof ArrayNode list) {
            list(outer, name, list, leaves, waiting);
        } else if (ASIDE.contains(key)) {
            JsonText.first(value, "display_name", "displayName", "name", "full_name", "login", "username", "title")
                    .ifPresent(who -> leaves.add(new Leaf(key, human(name), who, outer.depth() + 1)));
        } else if (outer.depth() < DEEPEST) {
            word(key, value)
                    .ifPresentOrElse(
                            text -> leaves.add(new Leaf(key, human(name), text, outer.depth())),
                            () -> waiting.add(new Inner(value, name, outer.depth() + 1)));
        }
    }

    /** The text of an object that is one word, or one text in several forms. */
    private static Optional<String> word(String key, JsonNode value) {
        boolean forms = value.path("text").isTextual() && (value.has("html") || value.has("markdown"));
        return NAMED.contains(key)
                ? JsonText.first(value, "name", "value", "label", "text")
                : forms ? JsonText.first(value, "text") : Optional.empty();
    }

    private static void list(Inner outer, String name, ArrayNode list, List<Leaf> leaves, Deque<Inner> waiting) {
        if (list.isEmpty() || ASIDE.contains(plain(name))) {
            return;
        }
        if (list.get(0).isValueNode()) {
            String joined = list.valueStream()
                    .limit(MOST_ITEMS * 2L)
                    .filter(JsonNode::isValueNode)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
            leaves.add(new Leaf(plain(name), human(name), joined, outer.depth() + 1));
            return;
        }
        for (int i = 0; i < Math.min(MOST_ITEMS, list.size()) && outer.depth() < DEEPEST; i++) {
            JsonNode item = list.get(i);
            String key = JsonText.first(item, "name", "key", "title").orElse("");
            if (item.size() <= 3 && !key.isEmpty() && item.path("value").isValueNode()) {
                leaves.add(
                        new Leaf(plain(key), human(head(key)), item.get("value").asText(""), outer.depth() + 1));
            } else if (item.isObject()) {
                waiting.add(new Inner(item, name, outer.depth() + 1));
            }
        }
    }

    private static String label(Inner outer, String name, String key) {
        return BARE.contains(key) && !outer.name().isEmpty() ? human(outer.name()) : human(name);
    }

    private static String head(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private static String human(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT))
                ? name.replace('_', ' ')
                : HUMP.matcher(name).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    static String plain(String name) {
        return NO_LETTER.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
