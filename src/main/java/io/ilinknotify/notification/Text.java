package io.ilinknotify.notification;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures, cleans and shortens what senders say, so that no character that a reader takes for one is split. Lengths are in
 * code points: an emoji outside the basic plane is one.
 */
public final class Text {
    /** One grapheme: an emoji with its modifiers, a letter with its accents. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    /** A longer sequence is no character that a reader takes for one. */
    private static final int LONGEST_GRAPHEME = 64;
    /** Colours and cursor moves of a terminal, as build logs are full of them. */
    private static final Pattern TERMINAL_SEQUENCE = Pattern.compile("\u001B\\[[0-?]*+[ -/]*+[@-~]");

    private static final Pattern SPACES = Pattern.compile("[\\s\u0085\u2028\u2029]+");

    private Text() {}

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Tells whether nothing of it can be seen: only spaces, controls and characters without a shape. */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    /** Where the longest beginning of whole graphemes with at most {@code most} code points ends. */
    public static int cut(String text, int most) {
        return length(text) <= most ? text.length() : cut(text, 0, text.offsetByCodePoints(0, Math.max(0, most)));
    }

    /** At most {@code most}, an ellipsis at its end if something is missing. */
    public static String shorten(String plain, int most) {
        if (length(plain) <= most) {
            return plain;
        }
        int limit = plain.offsetByCodePoints(0, most - 1);
        // A few graphemes around the limit are enough; what comes before is whole anyway.
        int start = Math.max(0, limit - LONGEST_GRAPHEME);
        if (Character.isLowSurrogate(plain.charAt(start))) {
            start--;
        }
        int end = cut(plain, start, limit);
        return plain.substring(0, end == start ? limit : end).stripTrailing() + "…";
    }

    private static int cut(String text, int start, int limit) {
        Matcher graphemes = GRAPHEME.matcher(text);
        int end = start;
        while (graphemes.find(end) && graphemes.end() <= limit) {
            end = graphemes.end();
        }
        return limit - end > LONGEST_GRAPHEME ? limit : end;
    }

    /** Cleaned, on one line of at most {@code most}, an ellipsis at its end if something is missing. */
    public static String line(String raw, int most) {
        // A megabyte of label is not worth being cleaned for a line of it.
        String head = raw.length() > 8 * most + 64 ? raw.substring(0, 8 * most + 64) + "…" : raw;
        return shorten(line(head), most);
    }

    /** Cleaned, on one line: every run of spaces and line ends is one space, and none stands at the ends. */
    public static String line(String raw) {
        return SPACES.matcher(clean(raw)).replaceAll(" ").strip();
    }

    /**
     * Keeps the characters that have a shape on a phone: the text with line feeds as its only line ends, without terminal sequences, control
     * characters other than line feed and tab, and signs that turn the direction of what follows; half of a surrogate pair
     * becomes U+FFFD, since it cannot be written as UTF-8. Everything visible stays as it was sent.
     */
    public static String clean(String raw) {
        if (isClean(raw)) {
            return raw;
        }
        String text = TERMINAL_SEQUENCE.matcher(raw).replaceAll("").replace("\r\n", "\n");
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\r') {
                plain.append('\n');
            } else if (isLoneSurrogate(c)) {
                plain.append('\uFFFD');
            } else if (!isControl(c)) {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }

    private static boolean isClean(String text) {
        return text.codePoints().noneMatch(c -> isControl(c) || isLoneSurrogate(c));
    }

    private static boolean isControl(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t') || isMisleading(c);
    }

    /**
     * Overrides of the direction, which show a text other than it is, and characters for programs that nobody sees. Those
     * that join emoji or letters stay; so do the tags within flags.
     */
    private static boolean isMisleading(int c) {
        return (c >= 0x202A && c <= 0x202E) // LRE, RLE, PDF, LRO, RLO
                || (c >= 0x2060 && c <= 0x206F) // word joiner, invisible operators, isolates, deprecated controls
                || (c >= 0xFFF9 && c <= 0xFFFB); // interlinear annotation
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
