package io.ilinknotify.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shortens texts for the phone without splitting what a reader takes for one: a character, a link, a block of code. */
public final class TextCut {
    /** One grapheme: an emoji with its modifiers, a letter with its accents. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]*\\]\\([^)\\s]*\\)|https?://\\S+");
    private static final Pattern FENCE = Pattern.compile("(?m)^```");
    private static final String CLOSED = "\n```";

    private TextCut() {}

    /** Code points of a text: what the limit of a message counts. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The longest beginning of whole graphemes with at most {@code most} code points. */
    public static String graphemes(String text, int most) {
        if (length(text) <= most) {
            return text;
        }
        // A window around the limit is enough: only the grapheme that crosses it matters.
        int limit = text.offsetByCodePoints(0, Math.max(0, most));
        Matcher graphemes = GRAPHEME.matcher(text);
        int end = 0;
        while (graphemes.find(end) && graphemes.end() <= limit) {
            end = graphemes.end();
        }
        return text.substring(0, end);
    }

    /** One line of at most {@code most} code points, an ellipsis at its end if something is missing. */
    public static String line(String text, int most) {
        String flat = text.strip().replaceAll("\\s+", " ");
        return length(flat) <= most ? flat : graphemes(flat, most - 1).stripTrailing() + "…";
    }

    /**
     * A beginning that can stand alone.
     *
     * @param shown what the phone shows; a block of code that goes on is closed
     * @param taken how many characters of the text it stands for
     * @param inCode whether what follows goes on with code
     */
    public record Piece(String shown, int taken, boolean inCode) {}

    /** The longest beginning with at most {@code most} code points that splits no grapheme, no link and no code. */
    public static Piece beginning(String text, int most) {
        if (length(text) <= most) {
            return new Piece(text, text.length(), false);
        }
        int end = beforeLink(text, graphemes(text, most).length());
        int fence = openFence(text, end);
        if (fence < 0) {
            int nice = niceEnd(text, end);
            return new Piece(text.substring(0, nice).stripTrailing(), nice, false);
        }
        if (fence > 0) {
            return new Piece(text.substring(0, fence).stripTrailing(), fence, false);
        }
        // The text begins with code that does not fit: it is closed here and goes on in the next part.
        int inside = niceEnd(
                text, graphemes(text, Math.max(1, most - CLOSED.length())).length());
        return new Piece(text.substring(0, inside).stripTrailing() + CLOSED, inside, true);
    }

    /** The start of a link that would be split at {@code end}, or {@code end}. */
    private static int beforeLink(String text, int end) {
        Matcher links = LINK.matcher(text);
        while (links.find() && links.start() < end) {
            // A link longer than a message can only be split.
            if (links.end() > end && links.start() > 0) {
                return links.start();
            }
        }
        return end;
    }

    /** Where the block of code begins that is open at {@code end}, or -1. */
    private static int openFence(String text, int end) {
        Matcher fences = FENCE.matcher(text);
        int open = -1;
        while (fences.find() && fences.start() < end) {
            open = open < 0 ? fences.start() : -1;
        }
        return open;
    }

    /** The end of a line or a word near {@code end}, where there is one in the last fifth. */
    private static int niceEnd(String text, int end) {
        int least = end - end / 5;
        int line = text.lastIndexOf('\n', end - 1);
        if (line >= least && line > 0) {
            return line + 1;
        }
        int space = text.lastIndexOf(' ', end - 1);
        return space >= least && space > 0 ? space + 1 : end;
    }
}
