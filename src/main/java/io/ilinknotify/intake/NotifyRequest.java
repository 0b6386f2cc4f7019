package io.ilinknotify.intake;

import io.ilinknotify.http.ProblemException;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.outbox.IdempotencyKey;

import java.util.Optional;

/**
 * A request to {@code POST /notify} as it came.
 *
 * @param type its declared type
 * @param body its bytes
 * @param headers all of its headers
 */
record NotifyRequest(ContentType type, byte[] body, RequestHeaders headers) {
    private static final String KEY_HEADER = "Idempotency-Key";

    /** What makes it an exact retry, when the sender gave a key. */
    Optional<IdempotencyKey> idempotencyKey() {
        Optional<String> key = headers.single(KEY_HEADER).map(String::strip).filter(k -> !k.isEmpty());
        key.filter(k -> k.length() > Limits.KEY).ifPresent(k -> {
            throw Refusal.invalid(KEY_HEADER, "'" + KEY_HEADER + "' has at most " + Limits.KEY + " characters.");
        });
        return key.map(k -> new IdempotencyKey(k, RequestDigest.of(type, body, headers)));
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
}
