package io.ilinknotify.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds environment variables that look like settings of ours and are none. */
final class UnknownEnvironment {
    private static final Pattern OURS = Pattern.compile("(NOTIFY|ILINK)_.+");
    /** What Kubernetes tells every container about each Service of its namespace. */
    private static final Pattern SERVICE =
            Pattern.compile(".+_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");
    /** systemd's own, for services of the type "notify". */
    private static final String SYSTEMD = "NOTIFY_SOCKET";

    private UnknownEnvironment() {}

    /** A line for each, and one for all those of Kubernetes together. Values are never looked at. */
    static List<String> warnings(Collection<String> variables, KnownSettings known) {
        List<String> lines = new ArrayList<>();
        List<String> services = new ArrayList<>();
        for (String variable : new TreeSet<>(variables)) {
            if (!OURS.matcher(variable).matches() || variable.equals(SYSTEMD) || isKnown(variable, known)) {
                continue;
            }
            if (SERVICE.matcher(variable).matches()) {
                services.add(variable);
            } else {
                lines.add("The environment variable " + variable + " is no setting and is ignored; the nearest is "
                        + nearest(variable, known));
            }
        }
        if (!services.isEmpty()) {
            lines.add("These environment variables describe a Kubernetes Service, are no settings, and are ignored: "
                    + String.join(", ", services));
        }
        return lines;
    }

    private static boolean isKnown(String variable, KnownSettings known) {
        return known.names().stream().anyMatch(name -> {
            int star = name.indexOf('*');
            if (star < 0) {
                String form = KnownSettings.environmentName(name);
                return variable.equals(form) || variable.matches(Pattern.quote(form) + "_\\d+_");
            }
            String start = KnownSettings.environmentName(name.substring(0, star));
            String end = KnownSettings.environmentName(name.substring(star + 1));
            return variable.length() > start.length() + end.length()
                    && variable.startsWith(start)
                    && variable.endsWith(end);
        });
    }

    private static String nearest(String variable, KnownSettings known) {
        String chosen = variable.substring(variable.lastIndexOf('_') + 1);
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String name : known.names()) {
            int distance = KnownSettings.distance(variable, KnownSettings.environmentName(name.replace("*", chosen)));
            if (distance < least) {
                least = distance;
                best = KnownSettings.environmentName(name.replace("*", "NAME"));
            }
        }
        return best;
    }
}
