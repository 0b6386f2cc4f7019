package io.ilinknotify.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells an exact retry from another request under the same {@code Idempotency-Key}. */
final class RequestDigest {
    private RequestDigest() {}

    /** SHA-256, in hex, over the type, the body and the headers that carry fields, each with its length. */
    static String of(ContentType type, byte[] body, RequestHeaders headers) {
        MessageDigest digest = sha256();
        add(digest, type.essence().getBytes(StandardCharsets.UTF_8));
        add(digest, type.charset().name().getBytes(StandardCharsets.UTF_8));
        add(digest, withoutBoundary(type, body));
        headers.ofFields().forEach(field -> add(digest, field.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Senders draw a new boundary for every request, also when they send the same again. */
    private static byte[] withoutBoundary(ContentType type, byte[] body) {
        if (!type.isMultipart() || type.boundary().isEmpty()) {
            return body;
        }
        String raw = new String(body, StandardCharsets.ISO_8859_1);
        return raw.replace("--" + type.boundary().get(), "--").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
