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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file that a client announced, and perhaps uploaded. Guarded by the lock. */
final class SimulatedFile {
    /** By {@code media_type}, from 1 on. */
    private static final List<String> KINDS = List.of("image", "video", "file");

    private static final List<Integer> ITEM_TYPES = List.of(2, 5, 4);
    private static final Map<String, String> TYPES = Map.of(
            "\u0089PNG\r\n.*", "image/png",
            "\u00FF\u00D8\u00FF.*", "image/jpeg",
            "GIF8.*", "image/gif",
            "RIFF....WEBP", "image/webp",
            "....ftyp.*", "video/mp4");

    final SimulatedUser person;
    final String id;
    final ObjectNode announcement;
    private final String kind;
    /** {@code x-encrypted-param}; empty before the upload. */
    String reference = "";
    /** The plain bytes, after the upload and as long as there is room for them. */
    Optional<byte[]> bytes = Optional.empty();

    SimulatedFile(SimulatedUser person, String id, ObjectNode announcement) {
        this.person = person;
        this.id = id;
        this.announcement = announcement;
        this.kind = KINDS.get(announcement.path("media_type").asInt() - 1);
    }

    /** Lists the rules that an item of a message breaks which is to be this file. */
    List<String> broken(JsonNode item) {
        long cipherSize = announcement.path("filesize").asLong();
        String plainSize = announcement.path("rawsize").asText();
        List<FieldRule> rules = switch (kind) {
            case "image" -> List.of(FieldRule.number("mid_size", cipherSize));
            case "video" -> List.of(FieldRule.number("video_size", cipherSize));
            default -> List.of(FieldRule.filled("file_name"), FieldRule.text("len", plainSize));
        };
        var broken = new ArrayList<>(FieldRule.broken(rules, content(item)));
        broken.addAll(FieldRule.broken(
                List.of(FieldRule.number("encrypt_type", 1)), content(item).path("media")));
        if (item.path("type").asInt() != ITEM_TYPES.get(KINDS.indexOf(kind))) {
            broken.add("item.type must fit the announced media_type");
        }
        return broken;
    }

    /** The phone's view of an item. A wrong key is taken without a word, and shown as a grey box. */
    RecordedSend.Media shown(JsonNode item) {
        byte[] key = announcement.path("aeskey").asText().getBytes(StandardCharsets.US_ASCII);
        String told = content(item).path("media").path("aes_key").asText();
        return new RecordedSend.Media(
                id,
                kind,
                content(item).path("file_name").asText(),
                announcement.path("rawsize").asLong(),
                !told.equals(Base64.getEncoder().encodeToString(key)));
    }

    private JsonNode content(JsonNode item) {
        return item.path(kind + "_item");
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
