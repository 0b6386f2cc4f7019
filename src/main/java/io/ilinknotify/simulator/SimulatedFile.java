package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file that a client announced, and perhaps uploaded. Guarded by the lock. */
final class SimulatedFile {
    private enum Kind {
        IMAGE(2),
        VIDEO(5),
        FILE(4);

        final int itemType;

        Kind(int itemType) {
            this.itemType = itemType;
        }
    }

    private static final Map<String, String> TYPES = Map.of(
            "\u0089PNG\r\n.*", "image/png",
            "\u00FF\u00D8\u00FF.*", "image/jpeg",
            "GIF8.*", "image/gif",
            "RIFF....WEBP", "image/webp",
            "....ftyp.*", "video/mp4");

    final SimulatedUser person;
    final String id;
    final ObjectNode announcement;
    private final Kind kind;
    /** {@code x-encrypted-param}; empty before the upload. */
    String reference = "";
    /** The plain bytes, after the upload and as long as there is room for them. */
    Optional<byte[]> bytes = Optional.empty();

    SimulatedFile(SimulatedUser person, String id, ObjectNode announcement) {
        this.person = person;
        this.id = id;
        this.announcement = announcement;
        this.kind = Kind.values()[announcement.path("media_type").asInt() - 1];
    }

    /** Lists the rules that an item of a message breaks which is to be this file. */
    List<String> broken(JsonNode item) {
        FieldRule cipherSize = FieldRule.number(
                kind == Kind.IMAGE ? "mid_size" : "video_size",
                announcement.path("filesize").asLong());
        List<FieldRule> rules = kind == Kind.FILE
                ? List.of(
                        FieldRule.filled("file_name"),
                        FieldRule.text("len", announcement.path("rawsize").asText()))
                : List.of(cipherSize);
        var broken = new ArrayList<>(FieldRule.broken(rules, content(item)));
        broken.addAll(FieldRule.broken(
                List.of(FieldRule.number("encrypt_type", 1)), content(item).path("media")));
        if (item.path("type").asInt() != kind.itemType) {
            broken.add("item.type must fit the announced media_type");
        }
        return broken;
    }

    /** The phone's view of an item. A wrong key is taken without a word, and shown as a grey box. */
    ReceivedMedia shown(JsonNode item) {
        byte[] key = announcement.path("aeskey").asText().getBytes(StandardCharsets.US_ASCII);
        String told = content(item).path("media").path("aes_key").asText();
        return new ReceivedMedia(
                id,
                word(),
                content(item).path("file_name").asText(),
                announcement.path("rawsize").asLong(),
                !told.equals(Base64.getEncoder().encodeToString(key)));
    }

    private JsonNode content(JsonNode item) {
        return item.path(word() + "_item");
    }

    private String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The type that a phone would find: by the first bytes, whatever the file is called. */
    static String type(byte[] bytes) {
        String start = new String(Arrays.copyOf(bytes, 12), StandardCharsets.ISO_8859_1);
        return TYPES.keySet().stream()
                .filter(pattern ->
                        Pattern.compile(pattern, Pattern.DOTALL).matcher(start).matches())
                .findFirst()
                .map(TYPES::get)
                .orElseGet(() -> isText(bytes) ? "text/plain; charset=utf-8" : "application/octet-stream");
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException binary) {
            return false;
        }
    }
}
