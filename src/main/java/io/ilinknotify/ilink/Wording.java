package io.ilinknotify.ilink;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a foreign text fit to be logged and shown: one line, short, and without our secrets. */
final class Wording {
    private static final int LONGEST = 200;
    /** Behind it nothing is shown, so nothing is looked at. */
    private static final int LOOKED_AT = 1_000;
    /** So much of a secret is secret too: a server may cut what it repeats. */
    private static final int PIECE = 12;
    /** What is shorter is no secret, and would hide half of any sentence. */
    private static final int SHORTEST = 4;

    private static final String REDACTED = "[redacted]";

    private Wording() {}

    /** A server may well repeat in its complaint what it was given, or a part of it. */
    static String of(String foreign, List<String> secrets) {
        return shortened(redacted(beginning(foreign), secrets), LONGEST);
    }

    /** Replaces each secret, and each run of at least {@value #PIECE} characters of one. Linear in both. */
    static String redacted(String text, List<String> secrets) {
        BitSet hidden = new BitSet();
        for (String secret :
                secrets.stream().filter(s -> s.length() >= SHORTEST).toList()) {
            int length = Math.min(PIECE, secret.length());
            Set<String> pieces = new HashSet<>();
            for (int i = 0; i + length <= secret.length(); i++) {
                pieces.add(secret.substring(i, i + length));
            }
            for (int i = 0; i + length <= text.length(); i++) {
                if (pieces.contains(text.substring(i, i + length))) {
                    hidden.set(i, i + length);
                }
            }
        }
        if (hidden.isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int end = 0;
        for (int from = hidden.nextSetBit(0); from >= 0; from = hidden.nextSetBit(end)) {
            shown.append(text, end, from).append(REDACTED);
            end = hidden.nextClearBit(from);
        }
        return shown.append(text, end, text.length()).toString();
    }

    static String shortened(String foreign, int longest) {
        String line =
                beginning(foreign).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
    }

    private static String beginning(String foreign) {
        return foreign.substring(0, Math.min(foreign.length(), LOOKED_AT));
    }
}
