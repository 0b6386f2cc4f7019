package io.ilinknotify.webhook.alerts;

import io.ilinknotify.notification.Priority;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the words for severity mean here. The operator's words win over the built-in ones. */
public final class SeverityMap {
    private static final Map<String, Priority> BUILT_IN = Map.ofEntries(
            Map.entry("critical", Priority.CRITICAL),
            Map.entry("crit", Priority.CRITICAL),
            Map.entry("page", Priority.CRITICAL),
            Map.entry("fatal", Priority.CRITICAL),
            Map.entry("disaster", Priority.CRITICAL),
            Map.entry("emergency", Priority.CRITICAL),
            Map.entry("p1", Priority.CRITICAL),
            Map.entry("error", Priority.HIGH),
            Map.entry("high", Priority.HIGH),
            Map.entry("major", Priority.HIGH),
            Map.entry("p2", Priority.HIGH),
            Map.entry("warning", Priority.DEFAULT),
            Map.entry("info", Priority.LOW),
            Map.entry("information", Priority.LOW),
            Map.entry("informational", Priority.LOW),
            Map.entry("none", Priority.LOW),
            Map.entry("low", Priority.LOW),
            Map.entry("debug", Priority.LOW),
            Map.entry("p4", Priority.LOW),
            Map.entry("p5", Priority.LOW));

    private final Map<String, Priority> words = new HashMap<>(BUILT_IN);

    public SeverityMap(Map<String, Priority> chosen) {
        chosen.forEach((word, priority) -> words.put(word.toLowerCase(Locale.ROOT), priority));
    }

    /** {@code default} for a word that nobody knows. */
    public Priority of(String severity) {
        return words.getOrDefault(severity.strip().toLowerCase(Locale.ROOT), Priority.DEFAULT);
    }
}
