package io.ilinknotify.render;

import io.ilinknotify.notification.Text;

/** Finds the links of a text, bare ones and Markdown's, in one pass: of two hundred open brackets none looks for its end alone. */
final class Links {
    private static final int LONGEST_HOST = 60;
    /** An address ends at a space or at a sign of Chinese punctuation, which is often written without a space. */
    private static final String AFTER_ADDRESS = "<>\"，。；：！？、（）《》「」【】“”‘’";

    private final String text;
    /** Where the name of a link that begins further left ends: the next bracket or line feed. */
    private int nameEnd = -1;
    /** Where its address ends: the next bracket or space. */
    private int addressEnd = -1;

    Links(String text) {
        this.text = text;
    }

    /** The start of a link that would be split at {@code end}, or {@code end}. */
    static int before(String text, int end) {
        Links links = new Links(text);
        int at = 0;
        while (at < end) {
            int linkEnd = links.endOfLink(at, end);
            if (linkEnd > end) {
                return at;
            }
            at = Math.max(at + 1, linkEnd);
        }
        return end;
    }

    /** The text with only the host of each link that is longer than {@code longest}. */
    static String withHosts(String text, int longest) {
        Links links = new Links(text);
        StringBuilder shown = new StringBuilder();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int end = links.endOfLink(at, text.length());
            if (end - at > longest) {
                String link = text.substring(at, end);
                String brief = link.startsWith("[") ? brief(link) : host(link);
                shown.append(text, from, at).append(brief.length() < link.length() ? brief : link);
                from = end;
            }
            at = Math.max(at + 1, end);
        }
        return from == 0 ? text : shown.append(text, from, text.length()).toString();
    }

    private static String brief(String link) {
        int name = link.indexOf("](");
        return (link.substring(1, name) + " (" + host(link.substring(name + 2, link.length() - 1)) + ")").strip();
    }

    /** "example.org/…", so that nobody opens half of it. */
    static String host(String address) {
        int scheme = address.indexOf("://");
        String rest = scheme < 0 ? address : address.substring(scheme + 3);
        String authority = rest.split("[/?#]", 2)[0];
        return Text.shorten(authority.substring(authority.lastIndexOf('@') + 1), LONGEST_HOST) + "/…";
    }

    /** Where the link that begins here ends, as far as it matters whether that is after {@code split}; -1 without one. */
    int endOfLink(int start, int split) {
        return text.charAt(start) == '[' ? endOfNamed(start) : endOfBare(start, split);
    }

    private int endOfNamed(int start) {
        if (nameEnd <= start) {
            nameEnd = start + 1;
            while (nameEnd < text.length() && text.charAt(nameEnd) != ']' && text.charAt(nameEnd) != '\n') {
                nameEnd++;
            }
        }
        int address = nameEnd + 2;
        if (!text.startsWith("](", nameEnd)) {
            return -1;
        }
        if (addressEnd < address) {
            addressEnd = address;
            while (addressEnd < text.length() && text.charAt(addressEnd) != ')' && !isSpace(text.charAt(addressEnd))) {
                addressEnd++;
            }
        }
        return text.startsWith(")", addressEnd) ? addressEnd + 1 : -1;
    }

    private int endOfBare(int start, int split) {
        char first = text.charAt(start);
        if (first != 'h' && first != 'H') {
            return -1;
        }
        int address = start;
        for (String scheme : new String[] {"http://", "https://"}) {
            if (text.regionMatches(true, start, scheme, 0, scheme.length())) {
                address = start + scheme.length();
            }
        }
        int end = address;
        if (address == start) {
            return -1;
        }
        while (end < text.length() && end <= Math.max(split, address) && isOfAddress(text.charAt(end))) {
            end++;
        }
        return end > address ? end : -1;
    }

    private static boolean isOfAddress(char c) {
        return !isSpace(c) && AFTER_ADDRESS.indexOf(c) < 0;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
