package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.Kind;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.render.Composed;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A message that is decided, before it is paid for.
 *
 * @param priority of the most urgent notification that it carries
 * @param since when the oldest notification came that it is sent for; {@code null} when it is sent for none
 * @param content its text, whom it tells of, and earlier notifications whose uncertain end it tells
 */
record OutboundMessage(
        Kind kind, long purse, Priority priority, @Nullable Instant since, Composed content) {}
