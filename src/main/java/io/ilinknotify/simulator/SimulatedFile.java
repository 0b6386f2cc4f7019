package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A file that a client announced, and perhaps uploaded. Guarded by the lock. */
final class SimulatedFile {
    final SimulatedUser person;
    final String id;
    final String fileKey;
    final int mediaType;
    final String key;
    final String md5;
    final long size;
    /** {@code x-encrypted-param}; empty before the upload. */
    String reference = "";
    /** The plain bytes, after the upload and as long as there is room for them. */
    Optional<byte[]> bytes = Optional.empty();

    SimulatedFile(SimulatedUser person, String id, ObjectNode announcement) {
        this.person = person;
        this.id = id;
        this.fileKey = announcement.path("filekey").asText();
        this.mediaType = announcement.path("media_type").asInt();
        this.key = announcement.path("aeskey").asText();
        this.md5 = announcement.path("rawfilemd5").asText();
        this.size = announcement.path("rawsize").asLong();
    }

    long cipherSize() {
        return 16 * (size / 16 + 1);
    }

    /** The type that a phone would find: by the first bytes, whatever the file is called. */
    static String type(byte[] bytes) {
        String start = new String(Arrays.copyOf(bytes, 12), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n")) {
            return "image/png";
        }
        if (start.startsWith("\u00FF\u00D8\u00FF")) {
            return "image/jpeg";
        }
        if (start.startsWith("GIF8")) {
            return "image/gif";
        }
        if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
            return "image/webp";
        }
        if (start.startsWith("ftyp", 4)) {
            return "video/mp4";
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return "text/plain; charset=utf-8";
        } catch (CharacterCodingException binary) {
            return "application/octet-stream";
        }
    }
}
