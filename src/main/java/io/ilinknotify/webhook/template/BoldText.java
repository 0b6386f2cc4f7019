package io.ilinknotify.webhook.template;

/** Keeps the Markdown of a text bold on the phone, where a half-width {@code <} breaks the bold that follows. */
final class BoldText {
    private static final String BOLD = "**";

    private BoldText() {}

    /** The same with full-width signs where bold comes after them. */
    static String kept(String text) {
        int last = text.lastIndexOf(BOLD);
        return last < 0 ? text : text.substring(0, last).replace('<', '＜') + text.substring(last);
    }
}
