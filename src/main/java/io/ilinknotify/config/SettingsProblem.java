package io.ilinknotify.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with the settings, in words for the person who wrote them.
 *
 * @param name the setting; empty when the words say it themselves
 * @param text the whole line
 * @param unreadable whether its value could not be read at all, so that rules about it could not be asked yet
 */
record SettingsProblem(String name, String text, boolean unreadable) {
    private static final Pattern NOT_CONVERTED = Pattern.compile(
            "SRCFG0003[9]: The config property (\\S+) with the config value \"(.*)\" threw an Exception.*"
                    + "|SRCFG00041: The config property (\\S+) with the config value \"(.*)\" was converted to null.*",
            Pattern.DOTALL);
    private static final Pattern EMPTY =
            Pattern.compile("SRCFG00040: The config property (\\S+) is defined as the empty String.*", Pattern.DOTALL);
    private static final Pattern MISSING = Pattern.compile("SRCFG00014: The config property (\\S+) is required.*");
    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+) in (.*) does not map to any root");
    private static final Pattern ALLOWED = Pattern.compile("allowed values: ([\\w,-]+)");
    /** Values of these are not repeated: they may hold a secret. */
    private static final Pattern DELICATE = Pattern.compile("token|secret|password|proxy|url");

    /** Reads what SmallRye Config says; what it does not know is passed on as it is. */
    static SettingsProblem of(String message, KnownSettings known) {
        String plain = message.replaceFirst("^[\\w.$]+(Exception|Error): ", "");
        Matcher m = NOT_CONVERTED.matcher(plain);
        if (m.matches()) {
            String name = m.group(1) != null ? m.group(1) : m.group(3);
            String value = m.group(1) != null ? m.group(2) : m.group(4);
            String shown = DELICATE.matcher(name).find() ? "the value" : "\"" + value + "\"";
            return new SettingsProblem(name, name + ": " + shown + " cannot be read" + right(name, plain, known), true);
        }
        m = EMPTY.matcher(plain);
        if (m.matches()) {
            return new SettingsProblem(m.group(1), m.group(1) + ": is empty" + right(m.group(1), plain, known), true);
        }
        m = MISSING.matcher(plain);
        if (m.matches()) {
            return new SettingsProblem(m.group(1), m.group(1) + ": is required, but not given", true);
        }
        m = UNKNOWN.matcher(plain);
        if (m.matches()) {
            String text = m.group(1) + ": there is no such setting (found in " + m.group(2) + "); the nearest is "
                    + known.nearest(m.group(1));
            return new SettingsProblem(m.group(1), text, false);
        }
        return new SettingsProblem("", plain, false);
    }

    /** The same for whatever is said of one unreadable value, in whatever words. */
    String key() {
        return unreadable ? name : text;
    }

    private static String right(String name, String message, KnownSettings known) {
        Matcher allowed = ALLOWED.matcher(message);
        if (allowed.find()) {
            return "; it must be one of " + allowed.group(1).replace(",", ", ");
        }
        String example = known.defaultOf(withoutIndex(name));
        return example.isEmpty() ? "" : "; a right one is for example " + example;
    }

    /** {@code a.b[1]} is an element of the list {@code a.b}. */
    static String withoutIndex(String name) {
        return name.replaceFirst("\\[\\d+]$", "");
    }
}
