package io.ilinknotify.render;

import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.regex.Pattern;

/** Shortens texts for the phone without splitting what a reader takes for one: a character, a link, a block of code. */
public final class TextCut {
    private static final int LONGEST_LINK = 5_000;
    private static final Pattern SPACES = Pattern.compile("(?U)\\s+");
    /** Accents upon accents, and emoji joined to one without end: a reader takes all of it for one character. */
    private static final Pattern HEAP = Pattern.compile("(?s)((?:\\p{M}|\u200D.){16})(?:\\p{M}|\u200D.)++");
    /** The language on the line that opens a block of code is not shown on a phone. */
    private static final Pattern ENDLESS_FENCE = Pattern.compile("(?md)^ {0,3}(?:`{3,}+|~{3,}+)(?=[^\n]{100})");

    private static final Pattern FIRST_LINK = Pattern.compile("^(?:\\[([^\\]]*)\\]\\(.*|(?i:https?)://(.*))");

    private TextCut() {}

    /** One line of at most {@code most} code points, an ellipsis at its end if something is missing. */
    public static String line(String text, int most) {
        String near = HEAP.matcher(head(text, 8 * most + LONGEST_LINK)).replaceAll("$1");
        String flat = SPACES.matcher(near.replace("```", "")).replaceAll(" ").strip();
        if (Text.length(flat) <= most && near.length() == text.length()) {
            return flat;
        }
        int end = Links.before(flat, Text.cut(flat, most - 1));
        if (end > 0) {
            return flat.substring(0, end).stripTrailing() + "…";
        }
        // It begins with a link that is too long: shown as words, so that nobody opens half of it.
        String words = FIRST_LINK.matcher(flat).replaceFirst("$1$2");
        return words.substring(0, Text.cut(words, most - 1)).stripTrailing() + "…";
    }

    /**
     * A beginning that can stand alone.
     *
     * @param shown what the phone shows; a block of code that goes on is closed
     * @param taken how many characters of the text it stands for; 0 when not even the first thing in it fits
     * @param code the block of code that goes on in what follows; {@code null} without one
     */
    record Piece(String shown, int taken, @Nullable Fence code) {
        static Piece before(int end, String text) {
            return new Piece(text.substring(0, end).stripTrailing(), end, null);
        }

        /** With how much is missing at its end; on a line of its own where code ends. */
        String endingWith(String missing) {
            return shown + (Fence.ends(shown) ? "\n" : "") + missing;
        }
    }

    /** Cuts a text of which only a beginning was read: it may end within a character or a link. */
    static String known(String beginning) {
        String known = beginning.substring(0, Text.cut(beginning, Text.length(beginning) - 1));
        int end = known.length();
        for (String rest : new String[] {"x", "](x)", "(x)", "x)"}) {
            end = Links.before(known + rest, end);
        }
        return known.substring(0, end);
    }

    /** The text without what would take all of {@code room} from its words: of a long link its host stays. */
    static String condensed(String text, int room) {
        String words =
                ENDLESS_FENCE.matcher(HEAP.matcher(text).replaceAll("$1")).replaceAll("");
        return Links.withHosts(words, room * 2 / 3);
    }

    /** The longest beginning with at most {@code most} code points that splits no grapheme, no link and no code. */
    static Piece beginning(String whole, int most) {
        String text = head(whole, 2 * most + LONGEST_LINK);
        String all = Text.length(text) <= most ? Fence.closed(text) : "";
        if (Text.length(text) <= most && Text.length(all) <= most) {
            return new Piece(all, text.length(), null);
        }
        int end = Links.before(text, Text.cut(text, most));
        Fence fence = Fence.openAt(text, end);
        if (fence == null) {
            return Piece.before(niceEnd(text, end, null), text);
        }
        // Code that begins late waits for the next message; what begins early is closed here and goes on there.
        return fence.start() > end / 2 ? Piece.before(fence.start(), text) : inCode(text, fence, most);
    }

    private static Piece inCode(String text, Fence fence, int most) {
        int end = Links.before(text, Text.cut(text, most - Text.length(fence.end())));
        if (end <= fence.body() || !fence.equals(Fence.openAt(text, end))) {
            return Piece.before(fence.start(), text);
        }
        int nice = niceEnd(text, end, fence);
        return new Piece(text.substring(0, nice).stripTrailing() + fence.end(), nice, fence);
    }

    /** As much of a text as has a say in where it is cut. */
    private static String head(String text, int near) {
        if (near >= text.length()) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(near - 1)) ? near - 1 : near);
    }

    /** The end of a line or a word near {@code end}, where there is one in the last fifth. */
    private static int niceEnd(String text, int end, @Nullable Fence fence) {
        int least = end - end / 5;
        for (char space : new char[] {'\n', ' '}) {
            int nice = text.lastIndexOf(space, end - 1) + 1;
            if (nice >= least && nice > 0 && isSafe(text, nice, fence)) {
                return nice;
            }
        }
        return end;
    }

    private static boolean isSafe(String text, int at, @Nullable Fence fence) {
        return Text.cut(text, Text.length(text.substring(0, at))) == at
                && Links.before(text, at) == at
                && (fence == null || at > fence.body())
                && Objects.equals(Fence.openAt(text, at), fence);
    }
}
