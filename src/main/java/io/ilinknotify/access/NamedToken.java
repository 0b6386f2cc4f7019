package io.ilinknotify.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A token as it was read, and the rules for it and its client's name. No answer of theirs holds the token.
 *
 * @param source where it was read, in words for the operator: a setting or a file
 */
record NamedToken(String name, String value, String source) {
    /** The name of the one operator, and the role of whoever has that name. */
    static final String OPERATOR = "operator";
    /** The client's name when {@code notify.access.mode} is {@code none}. */
    static final String LOCAL = "local";

    /** Below this a token could be guessed. */
    private static final int LEAST_LENGTH = 20;

    private static final Pattern IN_A_HEADER = Pattern.compile("[!-~]{0,512}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Set<String> RESERVED = Set.of(OPERATOR, LOCAL);

    /** Names the fault of a token, as words that follow its source and a colon. */
    static Optional<String> weakness(String token) {
        if (token.isEmpty()) {
            return Optional.of("is empty");
        }
        if (isPlaceholder(token)) {
            return Optional.of("is a placeholder; put a random token there, such as the output of"
                    + " \"openssl rand -base64 32\"");
        }
        if (token.length() < LEAST_LENGTH) {
            return Optional.of("has " + token.length() + " characters; a token needs at least " + LEAST_LENGTH);
        }
        return IN_A_HEADER.matcher(token).matches()
                ? Optional.empty()
                : Optional.of("does not fit into a header; up to 512 characters of ASCII without spaces do");
    }

    static Optional<String> wrongName(String name) {
        if (RESERVED.contains(name)) {
            return Optional.of("the name \"" + name + "\" is taken; choose another one");
        }
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("a client's name has letters, digits, - and _, at most 64");
    }

    private static boolean isPlaceholder(String token) {
        if ((token.startsWith("<") && token.endsWith(">")) || token.startsWith("${")) {
            return true;
        }
        String letters = token.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return letters.chars().distinct().count() <= 1
                || Stream.of("changeme", "replaceme", "placeholder", "yourtoken", "yoursecret", "inserttoken")
                        .anyMatch(letters::contains);
    }

    @Override
    public String toString() {
        return "NamedToken[" + name + " of " + source + ", redacted]";
    }
}
