package io.ilinknotify.ilink;

import java.util.List;

/** Makes a foreign text fit to be logged and shown: one line, short, and without our secrets. */
final class Wording {
    private static final int LONGEST = 200;

    private Wording() {}

    /** A server may well repeat in its complaint what it was given. */
    static String of(String foreign, List<String> secrets) {
        String text = foreign;
        for (String secret : secrets) {
            if (!secret.isEmpty()) {
                text = text.replace(secret, "[redacted]");
            }
        }
        return shortened(text, LONGEST);
    }

    static String shortened(String foreign, int longest) {
        String line = foreign.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
    }
}
