package io.ilinknotify.config;

import io.smallrye.config.common.utils.StringUtil;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds environment variables that look like settings of ours and are none. */
final class UnknownEnvironment {
    /** {@code NOTIFY_SOCKET} is systemd's own, for services of the type "notify". */
    private static final Pattern OURS = Pattern.compile("(NOTIFY|ILINK)_(?!SOCKET$).+");

    /** A {@code *} in the name of a setting stands for a name that the operator chooses; lists have a number behind it. */
    private static final Pattern KNOWN = Pattern.compile(EarlySettings.ROOTS.stream()
            .flatMap(root -> root.getProperties().keySet().stream())
            .map(name -> Arrays.stream(name.split("\\*", -1))
                    .map(UnknownEnvironment::variableOf)
                    .collect(Collectors.joining(".+")))
            .collect(Collectors.joining("|", "(", ")(_\\d+_)?")));

    private UnknownEnvironment() {}

    /**
     * Names them all; empty when there are none. Only a warning, since Kubernetes tells every container about each Service
     * of its namespace. Values are never looked at.
     */
    static Optional<String> warning(Collection<String> variables) {
        List<String> unknown = variables.stream()
                .filter(variable -> OURS.matcher(variable).matches()
                        && !KNOWN.matcher(variable).matches())
                .sorted()
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "These environment variables are no settings and are ignored: " + String.join(", ", unknown));
    }

    /** Writes the name of a setting as the environment does. */
    static String variableOf(String name) {
        return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
    }
}
