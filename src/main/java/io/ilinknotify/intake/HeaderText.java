package io.ilinknotify.intake;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of a header's value. Senders that want more than ASCII there either write raw UTF-8, which the server
 * hands on as one character a byte, or encoded words ({@code =?UTF-8?B?…?=}, RFC 2047).
 */
public final class HeaderText {
    private static final Pattern ENCODED_WORD =
            Pattern.compile("=\\?([^?*\\s]{1,40}+)(?:\\*[^?\\s]*+)?\\?([BbQq])\\?([!->@-~]*+)\\?=");

    private HeaderText() {}

    /** The value with its UTF-8 and its encoded words undone; what is neither stays as it is. */
    public static String decode(String value) {
        String text = undoLatin1(value);
        return text.contains("=?") ? undoEncodedWords(text) : text;
    }

    private static String undoLatin1(String value) {
        if (value.chars().allMatch(c -> c < 0x80) || value.chars().anyMatch(c -> c > 0xFF)) {
            return value;
        }
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return ContentType.decode(bytes, StandardCharsets.UTF_8).orElse(value);
    }

    /** Spaces between two encoded words are not meant; a character may be cut between two words of one charset. */
    private static String undoEncodedWords(String text) {
        StringBuilder decoded = new StringBuilder();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        Charset charset = StandardCharsets.UTF_8;
        Matcher word = ENCODED_WORD.matcher(text);
        int end = 0;
        while (word.find()) {
            Charset named = ContentType.knownCharset(word.group(1)).orElse(null);
            byte[] bytes = named == null ? null : bytes(word.group(2), word.group(3));
            if (named == null || bytes == null) {
                break; // the rest stays as it is: to find out takes long, and it may be said a thousand times
            }
            String between = text.substring(end, word.start());
            boolean joins = pending.size() > 0 && between.isBlank();
            if (!joins || !named.equals(charset)) {
                flush(pending, charset, decoded);
            }
            if (!joins) {
                decoded.append(between);
            }
            charset = named;
            pending.writeBytes(bytes);
            end = word.end();
        }
        flush(pending, charset, decoded);
        return decoded.append(text, end, text.length()).toString();
    }

    private static void flush(ByteArrayOutputStream pending, Charset charset, StringBuilder into) {
        into.append(pending.toString(charset));
        pending.reset();
    }

    private static byte @Nullable [] bytes(String encoding, String word) {
        try {
            return encoding.equalsIgnoreCase("B") ? Base64.getDecoder().decode(word) : quoted(word);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The escapes of the encoding "Q" are those of a URL with other signs. */
    private static byte[] quoted(String word) {
        String escaped =
                word.replace("%", "%25").replace("+", "%2B").replace('_', '+').replace('=', '%');
        return URLDecoder.decode(escaped, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
    }
}
