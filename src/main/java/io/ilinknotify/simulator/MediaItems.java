package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The items of a message that are no text, by the rules. Guarded by the lock. */
final class MediaItems {
    private enum Kind {
        IMAGE(2, 1),
        VIDEO(5, 2),
        FILE(4, 3);

        final int itemType;
        final int mediaType;

        Kind(int itemType, int mediaType) {
            this.itemType = itemType;
            this.mediaType = mediaType;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<FieldRule> rules(SimulatedFile file) {
            return switch (this) {
                case IMAGE -> List.of(FieldRule.number("mid_size", file.cipherSize()));
                case VIDEO -> List.of(FieldRule.number("video_size", file.cipherSize()));
                case FILE -> List.of(FieldRule.filled("file_name"), FieldRule.text("len", Long.toString(file.size)));
            };
        }
    }

    private final SimulatedIlink server;

    MediaItems(SimulatedIlink server) {
        this.server = server;
    }

    /** Reads an item; empty, with the broken rules on record, when it cannot be taken. */
    Optional<ReceivedMedia> read(SimulatedUser person, SimulatedRequest request, JsonNode item) {
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(k -> k.itemType == item.path("type").asInt())
                .findFirst();
        JsonNode content = item.path(kind.map(k -> k.word() + "_item").orElse(""));
        JsonNode media = content.path("media");
        Optional<SimulatedFile> found =
                server.cdn.uploaded(person, media.path("encrypt_query_param").asText());
        var broken = new ArrayList<String>();
        if (kind.isEmpty()) {
            broken.add("item.type must be 1, 2, 4 or 5");
        } else if (found.isEmpty()) {
            broken.add("media.encrypt_query_param must be one that the CDN gave");
        } else {
            SimulatedFile file = found.get();
            if (file.mediaType != kind.get().mediaType) {
                broken.add("item.type must fit the announced media_type");
            }
            broken.addAll(FieldRule.broken(List.of(FieldRule.number("encrypt_type", 1)), media));
            broken.addAll(FieldRule.broken(kind.get().rules(file), content));
        }
        broken.forEach(rule -> server.violation(request, rule));
        return broken.isEmpty()
                ? kind.flatMap(k -> found.map(file -> received(k, file, content, request)))
                : Optional.empty();
    }

    /** A wrong key is taken without a word, and shown as a grey box. */
    private ReceivedMedia received(Kind kind, SimulatedFile file, JsonNode content, SimulatedRequest request) {
        String right = Base64.getEncoder().encodeToString(file.key.getBytes(StandardCharsets.US_ASCII));
        boolean grey = !content.path("media").path("aes_key").asText().equals(right);
        if (grey) {
            server.violation(request, "media.aes_key must be base64 of the key's hexadecimal text");
        }
        return new ReceivedMedia(file.id, kind.word(), content.path("file_name").asText(), file.size, grey);
    }
}
