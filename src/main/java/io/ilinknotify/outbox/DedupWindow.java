package io.ilinknotify.outbox;

import java.time.Duration;

/**
 * {@code notify.dedup-window}.
 *
 * @param length how long a {@code dedup_key} swallows its twins
 */
public record DedupWindow(Duration length) {}
