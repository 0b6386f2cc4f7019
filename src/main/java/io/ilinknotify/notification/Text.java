package io.ilinknotify.notification;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;
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

    private static final Pattern HALF_PAIR = Pattern.compile("[\\uD800-\\uDFFF]");
    /**
     * Control characters; overrides of the direction, which show a text other than it is; invisible operators and
     * annotations for programs. What joins emoji or letters is not among them, nor are the tags within flags.
     */
    private static final Pattern SHAPELESS =
            Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2060-\\u206F\\uFFF9-\\uFFFB&&[^\\n\\t]]++");

    /** No stricter than what browsers open: links of dashboards are full of braces and bars. */
    private static final Pattern WEB_LINK = Pattern.compile(
            "https?://[^\\s/?#<>\"\\p{Cntrl}\\p{Cf}]++[^\\s<>\"\\p{Cntrl}\\p{Cf}]*+", Pattern.CASE_INSENSITIVE);

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

    /** Finds the end of the longest beginning of whole graphemes with at most {@code most} code points. */
    public static int cut(String text, int most) {
        return length(text) <= most ? text.length() : cut(text, 0, text.offsetByCodePoints(0, Math.max(0, most)));
    }

    /** Cuts to at most {@code most}, an ellipsis at its end if something is missing. */
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

    /** Cleans and cuts to one line of at most {@code most}, an ellipsis at its end if something is missing. */
    public static String line(String raw, int most) {
        // A megabyte of label is not worth being cleaned for a line of it.
        String head = raw.length() > 8 * most + 64 ? raw.substring(0, 8 * most + 64) + "…" : raw;
        return shorten(line(head), most);
    }

    /** Cleans and puts on one line: every run of spaces and line ends is one space, and none stands at the ends. */
    public static String line(String raw) {
        return SPACES.matcher(clean(raw)).replaceAll(" ").strip();
    }

    /**
     * Leaves what has a shape on a phone: the text with line feeds as its only line ends, without terminal sequences, control
     * characters other than line feed and tab, and signs that turn the direction of what follows; half of a surrogate pair
     * becomes U+FFFD, since it cannot be written as UTF-8. Everything visible stays as it was sent.
     */
    public static String clean(String raw) {
        if (!SHAPELESS.matcher(raw).find() && !HALF_PAIR.matcher(raw).find()) {
            return raw;
        }
        String lines = TERMINAL_SEQUENCE
                .matcher(raw)
                .replaceAll("")
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        return SHAPELESS.matcher(HALF_PAIR.matcher(lines).replaceAll("\uFFFD")).replaceAll("");
    }

    /** A link that a phone can open, or {@code null}. */
    public static @Nullable String link(@Nullable String text) {
        String link = text == null ? "" : text.strip();
        return link.length() <= Limits.LINK && WEB_LINK.matcher(link).matches() ? link : null;
    }

    /** A duration as it is written in settings, such as {@code 1h30m}. */
    public static String of(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
