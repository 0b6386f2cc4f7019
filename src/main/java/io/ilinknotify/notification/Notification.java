package io.ilinknotify.notification;

import java.time.Instant;

/**
 * A notification that has an id.
 *
 * @param createdAt when it was taken in
 * @param expiresAt after this it is not worth sending; {@code high} and {@code critical} wait longer while held
 */
public record Notification(NotificationId id, NotificationDraft content, Instant createdAt, Instant expiresAt) {}
