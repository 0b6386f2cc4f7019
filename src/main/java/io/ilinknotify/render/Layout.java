package io.ilinknotify.render;

import java.util.List;

/**
 * Puts the pieces of a message under each other: blocks apart, lines together. An empty line stands between them, unless
 * one has empty lines of its own: then it is a rule, so that nobody takes the rest of it for something else.
 */
final class Layout {
    private static final String RULE = "\n———\n";

    private Layout() {}

    /**
     * A piece of a message.
     *
     * @param text what it says
     * @param isBlock whether it stands apart from its neighbours
     * @param isAiry whether it may have empty lines within
     */
    record Piece(String text, boolean isBlock, boolean isAiry) {
        static Piece block(String text, boolean isAiry) {
            return new Piece(text, true, isAiry);
        }

        static Piece line(String text) {
            return new Piece(text, false, false);
        }
    }

    /** @param near whether a single line below belongs to a single block above it */
    static String of(List<String> above, List<Piece> pieces, List<String> below, boolean near) {
        String gap = pieces.stream().anyMatch(Piece::isAiry) ? RULE : "\n\n";
        StringBuilder text = new StringBuilder(String.join("\n", above));
        boolean apart = true;
        for (Piece piece : pieces) {
            if (!text.isEmpty()) {
                text.append(apart || piece.isBlock() ? gap : "\n");
            }
            text.append(piece.text());
            apart = piece.isBlock();
        }
        if (!text.isEmpty() && !below.isEmpty()) {
            boolean single = pieces.size() == 1 && pieces.getFirst().isBlock() && below.size() == 1;
            text.append(near && single ? "\n" : gap);
        }
        return text.append(String.join("\n", below)).toString();
    }
}
