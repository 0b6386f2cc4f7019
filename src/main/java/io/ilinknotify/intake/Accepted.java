package io.ilinknotify.intake;

import io.ilinknotify.outbox.OutboxEntry;

/**
 * A notification that is on disk.
 *
 * @param entry its record
 * @param duplicate whether it was there before: a twin, or an exact retry
 */
public record Accepted(OutboxEntry entry, boolean duplicate) {}
