package io.ilinknotify.render;

import java.util.List;

/** English. */
final class EnglishWording implements Wording {
    @Override
    public String missing(int characters) {
        return "… (" + characters + " more characters)";
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
    public String expired(int count, List<String> names) {
        return "⌛ " + count + " expired unsent" + listed(names);
    }

    @Override
    public String doubtful(List<String> names, int more) {
        return "❔ May not have arrived: " + String.join("; ", names) + (more > 0 ? "; and " + more + " more" : "");
    }

    @Override
    public String footer(int left, String until) {
        return "— " + sends(left) + " left until " + until + ". Any reply refills.";
    }

    @Override
    public String footer(int left, String until, int held) {
        return "— " + sends(left) + " left until " + until + ", " + held + " waiting. Any reply refills.";
    }

    @Override
    public String reminder(String until) {
        return "⏰ The window closes at " + until + ". Reply with anything to keep the alerts coming.";
    }

    private static String sends(int left) {
        return left == 1 ? "1 send" : left + " sends";
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "" : ": " + String.join("; ", names);
    }
}
