package io.ilinknotify.outbox;

/**
 * The key that makes a request an exact retry.
 *
 * @param key the client's {@code Idempotency-Key}
 * @param digest a hash of the request: body, content type and the headers that carry fields
 */
public record IdempotencyKey(String key, String digest) {}
