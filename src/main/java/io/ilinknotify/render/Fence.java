package io.ilinknotify.render;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code that is open at some place of a text.
 *
 * @param start where its opening line begins
 * @param body where the code itself begins
 * @param marker what opens and closes it: three or more backticks or tildes
 */
record Fence(int start, int body, String marker) {
    /** Backticks that are closed on their own line are a word of code, no block. */
    private static final Pattern LINE = Pattern.compile("(?md)^ {0,3}(`{3,}+(?=[^`\n]*$)|~{3,})([^\n]*)$");

    /** The one that is open at {@code end}; {@code null} when none is. */
    static @Nullable Fence openAt(String text, int end) {
        Matcher lines = LINE.matcher(text);
        Fence open = null;
        while (lines.find() && lines.start() < end) {
            String marker = lines.group(1);
            String rest = lines.group(2);
            if (open == null) {
                open = new Fence(lines.start(), Math.min(text.length(), lines.end() + 1), marker);
            } else if (marker.startsWith(open.marker) && rest.isBlank() && lines.end(1) <= end) {
                open = null;
            }
        }
        return open;
    }

    /** The sign with which a line opens a block of code; empty when it opens none. */
    static String marker(String line) {
        if (!line.contains("```") && !line.contains("~~~")) {
            return "";
        }
        Matcher fence = LINE.matcher(line);
        return fence.matches() ? fence.group(1) : "";
    }

    /** The text, and the end of a block of code that it leaves open. */
    static String closed(String text) {
        Fence open = openAt(text, text.length());
        return open == null ? text : text + open.end();
    }

    /** Tells whether a text begins with one: nothing may stand before it on its line. */
    static boolean begins(String text) {
        return openAt(text, 1) != null;
    }

    /** Tells whether a text ends with one: nothing may stand after it on its line. */
    static boolean ends(String text) {
        return LINE.matcher(text.substring(text.lastIndexOf('\n') + 1)).matches();
    }

    /** The line that opens it again in the next message. */
    String again() {
        return marker + "\n";
    }

    String end() {
        return "\n" + marker;
    }
}
