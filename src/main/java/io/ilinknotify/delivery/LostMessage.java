package io.ilinknotify.delivery;

import io.ilinknotify.notification.Priority;

import java.time.Instant;

/**
 * An urgent message whose answer was lost, and which may be repeated once.
 *
 * @param clientId which
 * @param priority of the most urgent one that it carries
 * @param lostAt when its answer was lost
 */
record LostMessage(String clientId, Priority priority, Instant lostAt) {}
