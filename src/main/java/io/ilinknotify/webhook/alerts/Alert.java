package io.ilinknotify.webhook.alerts;

import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One alert of a group.
 *
 * @param headline what happened, one line
 * @param annotations what its rule says of it
 * @param values the numbers behind it in short form, by their names
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
    /** Below this a length tells nothing that the start does not. */
    private static final long WORTH_TELLING = 60;

    Alert {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** The name of its rule; empty without one. */
    String name() {
        return labels.getOrDefault("alertname", "");
    }

    /** How long it lasted or lasts; 0 when that is not known or not worth telling. */
    long seconds(Instant now) {
        Instant end = resolved ? endsAt : now;
        if (startsAt == null || end == null || end.isBefore(startsAt)) {
            return 0;
        }
        long seconds = Duration.between(startsAt, end).toSeconds();
        return resolved || seconds >= WORTH_TELLING ? seconds : 0;
    }
}
