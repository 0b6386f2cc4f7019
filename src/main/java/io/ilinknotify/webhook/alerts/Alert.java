package io.ilinknotify.webhook.alerts;

import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/**
 * One alert of a group.
 *
 * @param resolved whether it has ended
 * @param labels what it is about, sorted by name
 * @param priority what its severity means here
 * @param headline what happened, one line
 * @param annotations what its rule says of it
 * @param values the numbers behind it in short form, by their names
 * @param startsAt when it began, if told
 * @param endsAt when it ended, if told
 * @param link where to read on, if anywhere
 * @param panel where it can be seen, if told and not the link itself
 * @param silence where to silence it, if told
 * @param identity what makes it the same alert in another payload
 */
record Alert(
        boolean resolved,
        Map<String, String> labels,
        Priority priority,
        String headline,
        Map<String, String> annotations,
        Map<String, String> values,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String link,
        @Nullable String panel,
        @Nullable String silence,
        String identity) {
    Alert {
        labels = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(labels));
    }

    /** The name of its rule; empty without one. */
    String name() {
        return labels.getOrDefault("alertname", "");
    }
}
