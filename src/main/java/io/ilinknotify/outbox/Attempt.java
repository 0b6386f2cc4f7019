package io.ilinknotify.outbox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One try to send a message that carried a notification.
 *
 * @param outcome the name of the outcome, such as {@code sent}, {@code lost}, {@code rate-limited}
 * @param detail what the server said, or the cause; or {@code null}
 */
public record Attempt(Instant at, String outcome, @Nullable String detail) {}
