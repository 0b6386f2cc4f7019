package io.ilinknotify.render;

import java.util.List;
import java.util.regex.Pattern;

/** English. */
final class EnglishWording implements Wording {
    /** How the built-in texts of alerts begin their titles. */
    private static final Pattern RESOLVED = Pattern.compile("^RESOLVED(?: \\d+)?: ");

    @Override
    public String missing(int characters) {
        return characters == 1 ? "… (1 more character)" : "… (" + characters + " more characters)";
    }

    @Override
    public String more(int count) {
        return "… and " + count + " more, not listed";
    }

    @Override
    public String resolved(int count, List<String> names) {
        return "✅ " + count + " resolved" + listed(names);
    }

    @Override
    public String ended(String title) {
        return RESOLVED.matcher(title).replaceFirst("");
    }

    @Override
    public String expired(int count, List<String> names) {
        return "⌛ " + count + " expired unsent" + listed(names);
    }

    @Override
    public String doubtful(int count, List<String> names, int more) {
        if (names.isEmpty()) {
            return "❔ " + count + " may not have arrived";
        }
        return "❔ May not have arrived: " + String.join("; ", names) + (more > 0 ? "; and " + more + " more" : "");
    }

    @Override
    public String footer(int left, String until, int held, boolean quiet, boolean invites) {
        String waiting = held > 0 ? ", " + held + " waiting" + (quiet ? " for quiet hours to end" : "") : "";
        return (left > 0 ? "— " + sends(left) + " left until " + until : "— That was the last send")
                + waiting
                + (invites ? ". Any reply refills." : ".");
    }

    @Override
    public String reminder(String until, int left, int held) {
        String waiting = held > 0 ? ", " + held + " waiting" : "";
        return "⏰ Please reply: nothing can be sent after " + until + " (" + sends(left) + " left" + waiting + ").";
    }

    private static String sends(int left) {
        return left == 1 ? "1 send" : left + " sends";
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "" : ": " + String.join("; ", names);
    }
}
