package io.ilinknotify.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts what a sender said so that no character a reader takes for one is split. Lengths are in code points. */
public final class Shorten {
    /** One grapheme: an emoji with its modifiers, a letter with its accents. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private Shorten() {}

    /** One line of at most {@code most}, an ellipsis at its end if something is missing. */
    public static String line(String raw, int most) {
        // A megabyte of label is not worth being cleaned for a line of it.
        String head = raw.length() > 8 * most + 64 ? raw.substring(0, 8 * most + 64) + "…" : raw;
        return text(PlainText.lineOf(head), most);
    }

    /** At most {@code most}, an ellipsis at its end if something is missing. */
    public static String text(String plain, int most) {
        if (PlainText.length(plain) <= most) {
            return plain;
        }
        int limit = plain.offsetByCodePoints(0, most - 1);
        // A few graphemes around the limit are enough; what comes before is whole anyway.
        int start = Math.max(0, limit - 64);
        if (Character.isLowSurrogate(plain.charAt(start))) {
            start--;
        }
        Matcher graphemes = GRAPHEME.matcher(plain);
        int end = start;
        while (graphemes.find(end) && graphemes.end() <= limit) {
            end = graphemes.end();
        }
        return plain.substring(0, end == start ? limit : end).stripTrailing() + "…";
    }
}
