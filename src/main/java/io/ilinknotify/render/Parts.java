package io.ilinknotify.render;

import java.net.URI;
import java.util.Optional;

/** A long text as up to three numbered messages. The same text is always split at the same places. Pure. */
public final class Parts {
    /** A text that needs more is cut: each part costs a send. */
    public static final int MOST = 3;

    /** Room for the number of a part, its title, and the closing of a block of code. */
    private static final int AROUND = 12;

    private final Wording wording;
    private final int maxLength;

    /** See {@link Composer}. */
    public Parts(Wording wording, int maxLength) {
        this.wording = wording;
        this.maxLength = maxLength;
    }

    /**
     * One part.
     *
     * @param text what the phone shows
     * @param upto characters told with it
     * @param last whether none follows
     * @param whole whether all of the text has been told with it
     */
    public record Part(String text, int upto, boolean last, boolean whole) {}

    /** How many parts a text needs; 0 when it needs too many to be worth it. */
    public int count(Item item, String text) {
        int from = 0;
        boolean code = false;
        for (int number = 1; number <= MOST; number++) {
            TextCut.Piece piece = piece(item, text, from, number, code);
            from += piece.taken();
            code = piece.inCode();
            if (from >= text.length()) {
                return number;
            }
        }
        return MOST;
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
        int number = told + 1;
        int of = count(item, text);
        boolean code = continuesCode(item, text, from);
        TextCut.Piece piece = piece(item, text, from, number, code);
        int upto = from + piece.taken();
        boolean whole = upto >= text.length();
        boolean last = whole || number >= MOST || poor;
        String head = head(item, number, Math.max(of, number));
        if (whole || !last) {
            return new Part(head + opened(code) + piece.shown(), upto, last, whole);
        }
        String end = link.map(uri -> "\n" + uri).orElse("");
        int room = maxLength - TextCut.length(head) - TextCut.length(end) - TextCut.length(wording.missing(999_999));
        TextCut.Piece shorter = TextCut.beginning(text.substring(from), room - AROUND);
        int missing = TextCut.length(text.substring(from + shorter.taken()));
        return new Part(
                head + opened(code) + shorter.shown() + wording.missing(missing) + end, text.length(), true, false);
    }

    private TextCut.Piece piece(Item item, String text, int from, int number, boolean code) {
        int room = maxLength - TextCut.length(head(item, number, MOST)) - AROUND;
        String rest = text.substring(from);
        if (!code) {
            return TextCut.beginning(rest, room);
        }
        // What follows is still code: the fence is opened again, so the rest is split as if it began with it.
        TextCut.Piece piece = TextCut.beginning(opened(true) + rest, room);
        int added = opened(true).length();
        return new TextCut.Piece(piece.shown().substring(added), piece.taken() - added, piece.inCode());
    }

    private boolean continuesCode(Item item, String text, int from) {
        int at = 0;
        boolean code = false;
        for (int number = 1; at < from && number <= MOST; number++) {
            TextCut.Piece piece = piece(item, text, at, number, code);
            at += piece.taken();
            code = piece.inCode();
        }
        return at == from && code;
    }

    private String head(Item item, int number, int of) {
        String title = item.title();
        boolean named = number == 1 && title != null && !title.isBlank();
        String name = named ? Block.sign(item) + TextCut.line(String.valueOf(title), 200) + " " : "";
        return name + wording.part(number, of) + "\n";
    }

    private static String opened(boolean code) {
        return code ? "```\n" : "";
    }
}
