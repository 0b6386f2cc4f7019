package io.ilinknotify.config;

import io.smallrye.config.common.utils.StringUtil;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds environment variables that look like settings of ours and are none. */
final class UnknownEnvironment {
    private static final Pattern OURS = Pattern.compile("(NOTIFY|ILINK)_.+");
    /** Kubernetes tells these to every container about each Service of its namespace. */
    private static final Pattern SERVICE =
            Pattern.compile(".+_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");
    /** systemd's own, for services of the type "notify". */
    private static final String SYSTEMD = "NOTIFY_SOCKET";

    private UnknownEnvironment() {}

    /** A line for each, and one for all those of Kubernetes together. Values are never looked at. */
    static List<String> warnings(Collection<String> variables) {
        List<String> lines = new ArrayList<>();
        List<String> services = new ArrayList<>();
        for (String variable : new TreeSet<>(variables)) {
            if (!OURS.matcher(variable).matches() || variable.equals(SYSTEMD) || isKnown(variable)) {
                continue;
            }
            if (SERVICE.matcher(variable).matches()) {
                services.add(variable);
            } else {
                lines.add("The environment variable " + variable + " is no setting and is ignored");
            }
        }
        if (!services.isEmpty()) {
            lines.add("These environment variables describe a Kubernetes Service, are no settings, and are ignored: "
                    + String.join(", ", services));
        }
        return lines;
    }

    private static boolean isKnown(String variable) {
        return EarlySettings.ROOTS.stream()
                .flatMap(root -> root.getProperties().keySet().stream())
                .anyMatch(name -> isOf(name, variable));
    }

    /** A {@code *} in the name stands for a name that the operator chooses; lists have a number behind it. */
    private static boolean isOf(String name, String variable) {
        String form = Arrays.stream(name.split("\\*", -1))
                .map(UnknownEnvironment::variableOf)
                .collect(Collectors.joining(".+"));
        return variable.matches(form + "(_\\d+_)?");
    }

    /** How the environment writes a name. */
    static String variableOf(String name) {
        return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
    }
}
