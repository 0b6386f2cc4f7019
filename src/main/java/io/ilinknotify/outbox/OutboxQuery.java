package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;

import java.util.Optional;

/**
 * What {@code GET /notifications} asks for: newest first.
 *
 * @param state only this state
 * @param client only what this client sent
 * @param before only those older than this one
 * @param limit how many at the most, 1 to 500
 */
public record OutboxQuery(Optional<State> state, Optional<String> client, Optional<NotificationId> before, int limit) {}
