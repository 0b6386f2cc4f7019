package io.ilinknotify.config;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Readable values in the place of those that cannot be read: only when all can be read, the rules about the others are
 * asked. The default stands in; for what has none, an example of each kind is tried until one can be read.
 */
final class StandIns {
    private static final List<String> OF_EVERY_KIND = List.of("https://example.org", "08:00", "1h", "1");

    private final KnownSettings known;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Iterator<String>> untried = new HashMap<>();

    StandIns(KnownSettings known) {
        this.known = known;
    }

    /** By the names of their settings. */
    Map<String, String> values() {
        return values;
    }

    /** Whether it is of our making, and not of the person's. */
    boolean isAbout(SettingsProblem problem) {
        return values.containsKey(problem.name())
                || values.keySet().stream().anyMatch(name -> problem.text().startsWith(name + ":"));
    }

    /** Takes the next value for a setting; tells whether there was one. */
    boolean another(String name) {
        Iterator<String> candidates =
                untried.computeIfAbsent(name, first -> candidates(first).iterator());
        boolean found = candidates.hasNext();
        if (found) {
            values.put(name, candidates.next());
        }
        return found;
    }

    /** What is to be said after the words about a setting, when nothing else says what would be right. */
    String example(String name, String text) {
        boolean silent = text.endsWith("cannot be read") || text.endsWith("is empty");
        return silent && values.containsKey(name) ? "; a right one is for example " + values.get(name) : "";
    }

    private List<String> candidates(String name) {
        String byDefault = known.defaultOf(SettingsProblem.withoutIndex(name));
        if (byDefault.isEmpty()) {
            return OF_EVERY_KIND;
        }
        return List.of(name.endsWith("]") ? byDefault.split(",", -1)[0] : byDefault);
    }
}
