package io.ilinknotify.media;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the first bytes of a file for its type; what a sender says of it is not believed. */
public final class FileType {
    public static final int LOOKED_AT = 4096;

    private static final String UNKNOWN = "application/octet-stream";

    /** What stands at the beginning, as ISO 8859-1; a dot stands for any byte. */
    private static final List<Map.Entry<String, String>> SIGNS = List.of(
            Map.entry("\u0089PNG\r\n\u001A\n", "image/png"),
            Map.entry("\u00FF\u00D8\u00FF", "image/jpeg"),
            Map.entry("GIF87a", "image/gif"),
            Map.entry("GIF89a", "image/gif"),
            Map.entry("RIFF....WEBP", "image/webp"),
            Map.entry("....ftypqt  ", UNKNOWN),
            Map.entry("....ftyphei", UNKNOWN),
            Map.entry("....ftypavi", UNKNOWN),
            Map.entry("....ftypM4A", UNKNOWN),
            Map.entry("....ftyp", "video/mp4"),
            Map.entry("%PDF-", "application/pdf"),
            Map.entry("PK\u0003\u0004", "application/zip"),
            Map.entry("\u001F\u008B\u0008", "application/gzip"));

    private static final Map<String, String> ENDINGS = Map.of(
            "image/png", ".png",
            "image/jpeg", ".jpg",
            "image/gif", ".gif",
            "image/webp", ".webp",
            "video/mp4", ".mp4",
            "application/pdf", ".pdf",
            "application/zip", ".zip",
            "application/gzip", ".gz");

    private FileType() {}

    /** One of those known here; {@code text/plain} for what has no sign of another, else bytes. */
    public static String of(byte[] head) {
        return bySign(head).orElseGet(() -> hasZero(head) ? UNKNOWN : "text/plain");
    }

    private static Optional<String> bySign(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
        return SIGNS.stream()
                .filter(sign -> fits(start, sign.getKey()))
                .map(Map.Entry::getValue)
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
        return ENDINGS.getOrDefault(type, "");
    }

    private static boolean fits(String start, String sign) {
        if (start.length() < sign.length()) {
            return false;
        }
        for (int i = 0; i < sign.length(); i++) {
            if (sign.charAt(i) != '.' && sign.charAt(i) != start.charAt(i)) {
                return false;
            }
        }
        return true;
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
