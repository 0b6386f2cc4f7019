package io.ilinknotify.render;

import java.util.List;

/** Puts the pieces of a message under each other: blocks apart, lines together. */
final class Layout {
    private Layout() {}

    /**
     * A piece of a message.
     *
     * @param text what it says
     * @param isBlock whether it stands apart from its neighbours
     */
    record Piece(String text, boolean isBlock) {
        static Piece block(String text) {
            return new Piece(text, true);
        }

        static Piece line(String text) {
            return new Piece(text, false);
        }
    }

    /** @param near whether a single line below belongs to a single block above it */
    static String of(List<String> above, List<Piece> pieces, List<String> below, boolean near) {
        StringBuilder text = new StringBuilder(String.join("\n", above));
        boolean apart = true;
        for (Piece piece : pieces) {
            if (!text.isEmpty()) {
                text.append(apart || piece.isBlock() ? "\n\n" : "\n");
            }
            text.append(piece.text());
            apart = piece.isBlock();
        }
        if (!text.isEmpty() && !below.isEmpty()) {
            boolean single = pieces.size() == 1 && pieces.getFirst().isBlock() && below.size() == 1;
            text.append(near && single ? "\n" : "\n\n");
        }
        return text.append(String.join("\n", below)).toString();
    }
}
