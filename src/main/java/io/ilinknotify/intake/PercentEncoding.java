package io.ilinknotify.intake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The encoding of forms, read leniently: what is no escape stands for itself, as in {@code disk 100% full}. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** Whether only such characters stand there as an encoder leaves. */
    static boolean isEncoded(String form) {
        return form.chars().allMatch(c -> c > ' ' && c < 0x7F && "\"<>\\^`{|}#".indexOf(c) < 0);
    }

    /** Undoes the encoding. Escapes that together are no characters of the charset ("50%ad") stay as they are. */
    static String decode(String value, Charset charset) {
        if (value.indexOf('%') < 0) {
            return value.replace('+', ' ');
        }
        StringBuilder text = new StringBuilder(value.length());
        int i = 0;
        while (i < value.length()) {
            int end = endOfEscapes(value, i);
            if (end > i) {
                text.append(decodeRun(value.substring(i, end), charset));
                i = end;
            } else {
                char c = value.charAt(i++);
                text.append(c == '+' ? ' ' : c);
            }
        }
        return text.toString();
    }

    private static int endOfEscapes(String value, int from) {
        int end = from;
        while (end + 2 < value.length()
                && value.charAt(end) == '%'
                && HexFormat.isHexDigit(value.charAt(end + 1))
                && HexFormat.isHexDigit(value.charAt(end + 2))) {
            end += 3;
        }
        return end;
    }

    private static String decodeRun(String escapes, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escapes.length() / 3);
        for (int i = 0; i < escapes.length(); i += 3) {
            bytes.write(HexFormat.fromHexDigits(escapes, i + 1, i + 3));
        }
        try {
            // Whoever sends a form in UTF-16 writes the escapes of UTF-8 all the same.
            Charset ofEscapes = charset.name().startsWith("UTF-") ? StandardCharsets.UTF_8 : charset;
            return ofEscapes
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return escapes;
        }
    }
}
