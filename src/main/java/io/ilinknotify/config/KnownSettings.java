package io.ilinknotify.config;

import io.ilinknotify.account.AccountSeedConfig;
import io.ilinknotify.ilink.IlinkConfig;
import io.smallrye.config.ConfigMappings.ConfigClass;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The names of all settings of ours with their defaults; a {@code *} stands for a name that the operator chooses. */
final class KnownSettings {
    static final List<ConfigClass> ROOTS = List.of(
            ConfigClass.configClass(NotifyConfig.class),
            ConfigClass.configClass(IlinkConfig.class),
            ConfigClass.configClass(AccountSeedConfig.class));

    private final Map<String, @Nullable String> defaults;

    KnownSettings(Map<String, @Nullable String> defaults) {
        this.defaults = new TreeMap<>(defaults);
    }

    static KnownSettings ours() {
        Map<String, @Nullable String> all = new TreeMap<>();
        ROOTS.forEach(root -> all.putAll(root.getProperties()));
        return new KnownSettings(all);
    }

    Collection<String> names() {
        return defaults.keySet();
    }

    /** The default of a setting, empty when it has none. */
    String defaultOf(String name) {
        String value = defaults.get(name);
        return value == null ? "" : value;
    }

    /** The known name that looks most like {@code unknown}, in the words of the README. */
    String nearest(String unknown) {
        List<String> parts = List.of(unknown.split("\\.", -1));
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String name : defaults.keySet()) {
            int distance = distance(unknown, adapt(name, parts));
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return best.replace("*", "<name>");
    }

    /** How an environment variable writes a name. */
    static String environmentName(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** A chosen name of the unknown one is taken over, so that it does not count as a difference. */
    private static String adapt(String name, List<String> unknown) {
        List<String> parts = new ArrayList<>(List.of(name.split("\\.", -1)));
        for (int i = 0; i < parts.size() && i < unknown.size(); i++) {
            if (parts.get(i).equals("*")) {
                parts.set(i, unknown.get(i));
            }
        }
        return String.join(".", parts);
    }

    /** Insertions, deletions and replacements that make one of the other (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replace = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
