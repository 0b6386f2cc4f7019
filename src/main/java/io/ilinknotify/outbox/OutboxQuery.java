package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;

import java.util.Optional;

/** Asks for the newest, at most {@code limit}, of one state, of one client, or older than one of them. */
public record OutboxQuery(Optional<State> state, Optional<String> client, Optional<NotificationId> before, int limit) {}
