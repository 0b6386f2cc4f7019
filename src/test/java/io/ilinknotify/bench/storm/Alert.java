package io.ilinknotify.bench.storm;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * One alert of a trace.
 *
 * @param after how long after the trace began it comes
 * @param text what only this alert says, so that it can be found on the phone
 * @param thread a newer one of the thread replaces one that still waits; {@code null} without
 */
record Alert(
        Duration after,
        Priority priority,
        Phase phase,
        String title,
        String text,
        @Nullable String thread) {
    boolean isCritical() {
        return priority == Priority.CRITICAL && phase != Phase.RESOLVED;
    }
}
