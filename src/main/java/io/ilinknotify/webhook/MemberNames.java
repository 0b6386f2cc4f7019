package io.ilinknotify.webhook;

import io.ilinknotify.webhook.template.BuiltInTemplates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The names under which senders put things, by what they say: {@code texts/names.txt}. */
final class MemberNames {
    private static final Map<String, List<String>> BY_KIND = new HashMap<>();

    static {
        BuiltInTemplates.resource("/texts/names.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    String[] parts = line.split(" = ", 2);
                    BY_KIND.put(parts[0], List.of(parts[1].split(" ")));
                });
    }

    private MemberNames() {}

    /** The names of a kind, the more telling first. */
    static List<String> of(String kind) {
        return Objects.requireNonNull(BY_KIND.get(kind), kind);
    }
}
