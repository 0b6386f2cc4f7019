package io.ilinknotify.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shortens texts for the phone without splitting what a reader takes for one character. */
public final class TextCut {
    /** One grapheme: an emoji with its modifiers, a letter with its accents. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private TextCut() {}

    /** Code points of a text: what the limit of a message counts. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The longest beginning of whole graphemes with at most {@code most} code points. */
    public static String beginning(String text, int most) {
        if (length(text) <= most) {
            return text;
        }
        Matcher graphemes = GRAPHEME.matcher(text);
        int end = 0;
        int used = 0;
        while (graphemes.find()) {
            int next = used + text.codePointCount(graphemes.start(), graphemes.end());
            if (next > most) {
                break;
            }
            used = next;
            end = graphemes.end();
        }
        return text.substring(0, end);
    }

    /** One line of at most {@code most} code points, an ellipsis at its end if something is missing. */
    public static String line(String text, int most) {
        String flat = text.strip().replaceAll("\\s+", " ");
        return length(flat) <= most ? flat : beginning(flat, most - 1).stripTrailing() + "…";
    }
}
