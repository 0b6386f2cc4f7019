package io.ilinknotify.render;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Repeats: notifications that have something in common, in the order of acceptance.
 *
 * @param items at least one
 */
record Group(List<Item> items) {
    /** Those with the same key together, each group where its first one stands. */
    static List<Group> by(Function<Item, String> key, List<Item> items) {
        return together(key, items).stream().map(Group::new).toList();
    }

    static <T> List<List<T>> together(Function<T, String> key, List<T> all) {
        return List.copyOf(all.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .values());
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

    /** Tells whether all of them say the very same. */
    boolean isUniform() {
        String likeness = newest().likeness();
        return items.stream().allMatch(item -> item.likeness().equals(likeness));
    }
}
