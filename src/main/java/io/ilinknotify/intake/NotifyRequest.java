package io.ilinknotify.intake;

import io.ilinknotify.http.Body;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.media.FileType;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.IdempotencyKey;
import io.quarkus.runtime.util.HashUtil;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request to {@code POST /notify} as it came.
 *
 * @param headers all of them by name, whatever the case of that
 * @param fileName of the file that the body is; {@code null} when nothing says that it is one
 */
record NotifyRequest(
        ContentType type,
        Body body,
        Map<String, List<String>> headers,
        @Nullable String fileName) {
    /** In bytes: two messages' worth. */
    private static final int SHORT = 8 << 10;

    private static final String KEY_HEADER = "Idempotency-Key";

    NotifyRequest {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** Recognizes a text that is read in no time: an object may be an alert, which is looked up. */
    boolean isShortText() {
        if (!type.isText() || fileName != null || body.file().isPresent()) {
            return false;
        }
        byte[] bytes = body.bytes();
        return bytes.length <= SHORT && (bytes.length == 0 || bytes[0] != '{') && !isFile();
    }

    /** Recognizes a body that is a file by itself: it has a name, or is no text whatever its type says. */
    boolean isFile() {
        if (fileName != null || type.isJson() || type.isMultipart() || type.declaresCharset()) {
            return fileName != null && !type.isMultipart();
        }
        return FileType.isBinary(body.head(FileType.LOOKED_AT));
    }

    /** The header's value; one that comes more than once is 422, unless it is a list. */
    Optional<String> header(String name, boolean list) {
        List<String> given =
                headers.getOrDefault(name, List.of()).stream().distinct().toList();
        if (given.size() > 1 && !list) {
            throw Refusal.invalid(name, "The header '" + name + "' is given more than once.");
        }
        return given.isEmpty() ? Optional.empty() : Optional.of(String.join(",", given));
    }

    /** What makes it an exact retry, when the sender gave a key; of a large body that is what was read of it. */
    @Nullable
    IdempotencyKey idempotencyKey(NotificationDraft read) {
        String key = header(KEY_HEADER, false).orElse("").strip();
        if (key.length() > Limits.KEY) {
            throw Refusal.invalid(KEY_HEADER, "'" + KEY_HEADER + "' has at most " + Limits.KEY + " characters.");
        }
        return key.isEmpty() ? null : new IdempotencyKey(key, digest(read));
    }

    /** SHA-256 over the type, the body and the headers that carry fields, each with its length in front. */
    private String digest(NotificationDraft read) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        add(all, type.essence());
        add(all, type.charset().name());
        add(all, body.file().isPresent() ? read.toString().getBytes(StandardCharsets.UTF_8) : withoutBoundary());
        Arrays.stream(Field.values())
                .flatMap(field -> field.headers.stream())
                .filter(name -> !name.equals("Subject") || headers.containsKey(name)) // former versions did not read it
                .sorted()
                .forEach(name -> add(all, name + ":" + String.join(",", headers.getOrDefault(name, List.of()))));
        return HashUtil.sha256(all.toByteArray());
    }

    private static void add(ByteArrayOutputStream all, String part) {
        add(all, part.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(ByteArrayOutputStream all, byte[] part) {
        all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        all.writeBytes(part);
    }

    /** Senders draw a new boundary for every request, also when they send the same again. */
    private byte[] withoutBoundary() {
        if (!type.isMultipart() || type.boundary().isEmpty()) {
            return body.bytes();
        }
        String raw = new String(body.bytes(), StandardCharsets.ISO_8859_1);
        return raw.replace("--" + type.boundary().get(), "--").getBytes(StandardCharsets.ISO_8859_1);
    }
}
