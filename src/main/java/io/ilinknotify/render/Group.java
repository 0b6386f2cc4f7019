package io.ilinknotify.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Repeats: notifications that have something in common, in the order of acceptance.
 *
 * @param items at least one
 */
record Group(List<Item> items) {
    Group {
        items = List.copyOf(items);
    }

    /** Those with the same key together, each group where its first one stands. */
    static List<Group> by(Function<Item, String> key, List<Item> items) {
        Map<String, List<Item>> groups = new LinkedHashMap<>();
        for (Item item : items) {
            groups.computeIfAbsent(key.apply(item), k -> new ArrayList<>()).add(item);
        }
        return groups.values().stream().map(Group::new).toList();
    }

    Item newest() {
        return items.getLast();
    }

    int size() {
        return items.size();
    }

    Instant from() {
        return items.getFirst().createdAt();
    }

    Instant to() {
        return newest().createdAt();
    }

    /** Whether all of them say the very same. */
    boolean isUniform() {
        String likeness = newest().likeness();
        return items.stream().allMatch(item -> item.likeness().equals(likeness));
    }
}
