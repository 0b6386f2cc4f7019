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
        return together(key, items).stream().map(Group::new).toList();
    }

    private static <T> List<List<T>> together(Function<T, String> key, List<T> all) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        for (T one : all) {
            groups.computeIfAbsent(key.apply(one), k -> new ArrayList<>()).add(one);
        }
        return List.copyOf(groups.values());
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

    /**
     * Earlier ones of one name. Those that are only a count have none.
     *
     * @param all at least one
     */
    record Pasts(List<PendingMention> all) {
        static List<Pasts> by(List<PendingMention> pasts) {
            List<PendingMention> named =
                    pasts.stream().filter(past -> past.count() == 1).toList();
            return together(PendingMention::name, named).stream()
                    .map(Pasts::new)
                    .toList();
        }

        int size() {
            return all.size();
        }
    }
}
