package io.ilinknotify.render;

import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a long text into up to three numbered messages, always at the same places. Pure; see {@link Composer}. */
public record Parts(Wording wording, int maxLength, Markdown markdown) {
    /** A text that needs more is cut: each part costs a send. */
    public static final int MOST = 3;

    /**
     * One part.
     *
     * @param text what the phone shows
     * @param upto characters told with it
     * @param last whether none follows
     * @param whole whether all of the text has been told with it
     */
    public record Part(String text, int upto, boolean last, boolean whole) {}

    /**
     * How many parts tell a text, or as much of it as they can; 0 when it has no place where it may be split.
     */
    public int count(Item item, String text) {
        List<TextCut.Piece> pieces = pieces(item, TextCut.condensed(content(item, text), maxLength));
        return pieces.getLast().taken() == 0 ? 0 : pieces.size();
    }

    /**
     * The part that follows.
     *
     * @param from characters told in earlier parts
     * @param told how many parts were told
     * @param poor whether no send is left for a further one
     * @param link where the whole text can be read
     */
    public Part next(Item item, String text, int from, int told, boolean poor, Optional<URI> link) {
        String all = content(item, text);
        String content = TextCut.condensed(all, maxLength);
        int dropped = Text.length(all) - Text.length(content);
        int number = told + 1;
        List<TextCut.Piece> pieces = pieces(item, content);
        int of = pieces.getLast().taken() == 0 ? number : Math.max(number, pieces.size());
        Fence code = codeAt(from, pieces);
        TextCut.Piece piece = piece(item, content, from, number, code);
        int upto = from + piece.taken();
        boolean ended = upto >= content.length();
        boolean whole = ended && dropped == 0;
        boolean last = ended || number >= MOST || poor || piece.taken() == 0;
        String head = head(item, number, of);
        if (whole || !last) {
            return new Part(head + opened(code) + piece.shown(), upto, last, whole);
        }
        String end = link.map(uri -> "\n" + uri)
                .filter(uri -> Text.length(uri) < maxLength / 2)
                .orElse("");
        int room = maxLength - Text.length(head + end + wording.missing(all.length())) - 1;
        TextCut.Piece shorter = continued(content.substring(from), room, code);
        int missing = dropped + Text.length(content.substring(from + shorter.taken()));
        String shown = shorter.endingWith(wording.missing(missing));
        return new Part(head + opened(code) + shown + end, content.length(), true, false);
    }

    /** The text with the lines that follow it: files, link and tags stand at the end of the last part. */
    private String content(Item item, String text) {
        List<String> lines = new ArrayList<>();
        lines.add(Fence.closed(markdown.shown(text, item.markdown())));
        lines.addAll(item.tail());
        return String.join("\n", lines);
    }

    /** The parts from the first on; the last one is empty when the text may not be split there. */
    private List<TextCut.Piece> pieces(Item item, String content) {
        List<TextCut.Piece> pieces = new ArrayList<>();
        int from = 0;
        Fence code = null;
        do {
            TextCut.Piece piece = piece(item, content, from, pieces.size() + 1, code);
            pieces.add(piece);
            from += piece.taken();
            code = piece.code();
        } while (pieces.size() < MOST
                && from < content.length()
                && pieces.getLast().taken() > 0);
        return pieces;
    }

    private TextCut.Piece piece(Item item, String content, int from, int number, @Nullable Fence code) {
        int room = maxLength - Text.length(head(item, number, MOST));
        return continued(content.substring(from), room, code);
    }

    /** The rest may still be code: the fence is opened again, so the rest is split as if it began with it. */
    private static TextCut.Piece continued(String rest, int room, @Nullable Fence code) {
        int added = opened(code).length();
        TextCut.Piece piece = TextCut.beginning(opened(code) + rest, room);
        if (piece.taken() <= added) {
            return new TextCut.Piece("", 0, null);
        }
        String shown = piece.shown().substring(Math.min(added, piece.shown().length()));
        return new TextCut.Piece(shown, piece.taken() - added, piece.code());
    }

    private static @Nullable Fence codeAt(int from, List<TextCut.Piece> pieces) {
        int at = 0;
        for (TextCut.Piece piece : pieces) {
            at += piece.taken();
            if (at == from) {
                return piece.code();
            }
        }
        return null;
    }

    private String head(Item item, int number, int of) {
        String numbered = "(" + number + "/" + of + ")\n";
        if (number > 1 || !item.isTitled()) {
            return numbered;
        }
        int longest = Math.min(EntryText.LONGEST_TITLE, maxLength / 4);
        return item.sign() + TextCut.line(markdown.title(item.name()), longest) + " " + numbered;
    }

    private static String opened(@Nullable Fence code) {
        return code == null ? "" : code.again();
    }
}
