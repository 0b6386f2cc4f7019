package io.ilinknotify.media;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at the first bytes of a file for its type; what a sender says of it is not believed. */
public final class FileType {
    public static final int LOOKED_AT = 4096;

    private static final String UNKNOWN = "application/octet-stream";

    /** In this order: the first that fits counts. */
    private static final List<Sign> SIGNS = List.of(
            Sign.of("\u0089PNG\r\n\u001A\n", "image/png", ".png"),
            Sign.of("\u00FF\u00D8\u00FF", "image/jpeg", ".jpg"),
            Sign.of("GIF8[79]a", "image/gif", ".gif"),
            Sign.of("RIFF....WEBP", "image/webp", ".webp"),
            Sign.of("....ftyp(qt  |hei|avi|M4A)", UNKNOWN, ""),
            Sign.of("....ftyp", "video/mp4", ".mp4"),
            Sign.of("%PDF-", "application/pdf", ".pdf"),
            Sign.of("PK\u0003\u0004", "application/zip", ".zip"),
            Sign.of("\u001F\u008B\u0008", "application/gzip", ".gz"));

    /** A type, known by the first bytes as ISO 8859-1. */
    private record Sign(Pattern start, String type, String ending) {
        static Sign of(String start, String type, String ending) {
            return new Sign(Pattern.compile(start, Pattern.DOTALL), type, ending);
        }
    }

    private FileType() {}

    /** One of those known here; {@code text/plain} for what has no sign of another, else bytes. */
    public static String of(byte[] head) {
        return bySign(head).orElseGet(() -> hasZero(head) ? UNKNOWN : "text/plain");
    }

    private static Optional<String> bySign(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
        return SIGNS.stream()
                .filter(sign -> sign.start().matcher(start).lookingAt())
                .map(Sign::type)
                .findFirst();
    }

    /** Recognizes what no text begins with. */
    public static boolean isBinary(byte[] head) {
        boolean marked = head.length >= 2 && (head[0] & 0xFF) + (head[1] & 0xFF) == 0xFE + 0xFF; // UTF-16 has zeros
        return !marked && (bySign(head).isPresent() || (hasZero(head) && !isUtf8(head)));
    }

    private static boolean isUtf8(byte[] head) {
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), false)
                .isError();
    }

    static String ending(String type) {
        return SIGNS.stream()
                .filter(sign -> sign.type().equals(type))
                .map(Sign::ending)
                .findFirst()
                .orElse("");
    }

    private static boolean hasZero(byte[] head) {
        for (byte b : head) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
