package io.ilinknotify.intake;

import java.util.regex.Pattern;

/**
 * What a sender's characters become before they are stored: only what has a shape on a phone. Everything visible stays as
 * it was sent.
 */
public final class PlainText {
    /** Colours and cursor moves of a terminal, as build logs are full of them. */
    private static final Pattern TERMINAL_SEQUENCE = Pattern.compile("\u001B\\[[0-?]*+[ -/]*+[@-~]");

    private static final Pattern SPACES = Pattern.compile("[\\s\u0085\u2028\u2029]+");

    private PlainText() {}

    /**
     * The text with line feeds as its only line ends, without terminal sequences, control characters other than line feed
     * and tab, and signs that turn the direction of what follows; half of a surrogate pair becomes U+FFFD, since it cannot
     * be written as UTF-8.
     */
    public static String of(String raw) {
        if (isPlain(raw)) {
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

    /** The same on one line: every run of spaces and line ends is one space, and none stands at the ends. */
    public static String lineOf(String raw) {
        return SPACES.matcher(of(raw)).replaceAll(" ").strip();
    }

    /** Whether nothing of it can be seen: only spaces, controls and characters without a shape. */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    /** Its length as a person counts: an emoji outside the basic plane is one. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isPlain(String text) {
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
