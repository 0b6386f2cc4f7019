package io.ilinknotify.intake;

import io.ilinknotify.http.ProblemException;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.outbox.IdempotencyKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A request to {@code POST /notify} as it came.
 *
 * @param type its declared type
 * @param body its bytes
 * @param headers all of its headers
 */
record NotifyRequest(ContentType type, byte[] body, RequestHeaders headers) {
    /** In bytes: two messages' worth. */
    private static final int SHORT = 8 << 10;

    private static final String KEY_HEADER = "Idempotency-Key";

    /** Recognizes a text that is read in no time. */
    boolean isShortText() {
        return type.isText() && body.length <= SHORT;
    }

    /** The key that makes it an exact retry, when the sender gave one. */
    Optional<IdempotencyKey> idempotencyKey() {
        Optional<String> key = headers.single(KEY_HEADER).map(String::strip).filter(k -> !k.isEmpty());
        key.filter(k -> k.length() > Limits.KEY).ifPresent(k -> {
            throw Refusal.invalid(KEY_HEADER, "'" + KEY_HEADER + "' has at most " + Limits.KEY + " characters.");
        });
        return key.map(k -> new IdempotencyKey(k, digest()));
    }

    /**
     * Refuses a packed body: it would be read as a text that makes no sense.
     *
     * @throws ProblemException 415
     */
    void requirePlainEncoding() {
        headers.single("Content-Encoding")
                .filter(encoding -> !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity"))
                .ifPresent(encoding -> {
                    throw Refusal.unsupported("A body with a Content-Encoding is not read here: send it as it is.");
                });
    }

    /** SHA-256, in hex, over the type, the body and the headers that carry fields, each with its length. */
    private String digest() {
        MessageDigest digest = sha256();
        add(digest, type.essence().getBytes(StandardCharsets.UTF_8));
        add(digest, type.charset().name().getBytes(StandardCharsets.UTF_8));
        add(digest, withoutBoundary());
        headers.ofFields().forEach(field -> add(digest, field.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Senders draw a new boundary for every request, also when they send the same again. */
    private byte[] withoutBoundary() {
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
