package io.ilinknotify.webhook;

import java.util.regex.Pattern;

/** Knows the names that programs give to things: a person can do nothing with them. */
public final class Identifier {
    /** A UUID, or hexadecimal digits of a digest with what names its kind. */
    private static final Pattern HEX = Pattern.compile(
            "(?i)\\{?(?:sha(?:1|256|512):)?[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12,}\\}?|(?:sha(?:1|256|512):)?[0-9a-f]{12,}");
    /** Letters and digits without an end, as tokens and node ids are written. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_+/=-]{24,}");

    private Identifier() {}

    public static boolean is(String text) {
        if (text.length() < 12 || text.length() > 1_000) {
            return false;
        }
        boolean digits = text.chars().anyMatch(c -> c >= '0' && c <= '9');
        return digits && (HEX.matcher(text).matches() || isCode(text));
    }

    /** Names of hosts and pods have dashes and small letters; ids mix the cases. */
    private static boolean isCode(String text) {
        return CODE.matcher(text).matches()
                && text.chars().anyMatch(Character::isUpperCase)
                && text.chars().anyMatch(Character::isLowerCase)
                && text.indexOf('-') < 0
                && text.indexOf('/') < 0;
    }
}
