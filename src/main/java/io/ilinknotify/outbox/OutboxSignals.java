package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Tells callers of {@code wait} that the notification of each is finished. */
final class OutboxSignals {
    private final Map<CompletableFuture<Void>, NotificationId> watchers = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    void finished(Collection<NotificationId> ids) {
        Set<NotificationId> ended = Set.copyOf(ids);
        watchers.forEach((watcher, id) -> {
            if (ended.contains(id)) {
                watcher.complete(null);
            }
        });
    }

    /** Completes when the notification is finished, the time is up, or the agent stops; never with an exception. */
    CompletableFuture<Void> watch(NotificationId id, Duration atMost) {
        CompletableFuture<Void> watcher = new CompletableFuture<>();
        watchers.put(watcher, id);
        if (stopping) {
            watcher.complete(null);
        }
        watcher.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> unused = watcher.whenComplete((done, error) -> watchers.remove(watcher));
        return watcher;
    }

    /** The agent stops: everybody is told how things stand. */
    void stop() {
        stopping = true;
        watchers.keySet().forEach(watcher -> watcher.complete(null));
    }
}
