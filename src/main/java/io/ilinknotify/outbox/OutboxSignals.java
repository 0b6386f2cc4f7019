package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes who waits: the sender for any change, a caller of {@code wait} for the end of one notification. */
final class OutboxSignals {
    private final Semaphore changes = new Semaphore(0);
    private final Map<NotificationId, List<CompletableFuture<Void>>> watched = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** Wakes the sender: something changed that it may want to see. */
    void changed() {
        changes.release();
    }

    void finished(Iterable<NotificationId> ids) {
        for (NotificationId id : ids) {
            List<CompletableFuture<Void>> watchers = watched.remove(id);
            if (watchers != null) {
                watchers.forEach(w -> w.complete(null));
            }
        }
    }

    /** The sender is about to look at all that changed until now. */
    void noticed() {
        changes.drainPermits();
    }

    /** Waits until something changes that was not {@link #noticed}, at most this long; whether something did. */
    boolean awaitChange(Duration atMost) throws InterruptedException {
        return changes.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** Completes when the notification is finished, the time is up, or the agent stops; never with an exception. */
    CompletableFuture<Void> watch(NotificationId id, Duration atMost) {
        CompletableFuture<Void> watcher = new CompletableFuture<>();
        watched.compute(id, (key, watchers) -> {
            List<CompletableFuture<Void>> all = watchers == null ? new CopyOnWriteArrayList<>() : watchers;
            all.add(watcher);
            return all;
        });
        if (stopping) {
            watcher.complete(null);
        }
        watcher.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> unused =
                watcher.whenComplete((done, error) -> watched.computeIfPresent(id, (key, all) -> {
                    all.remove(watcher);
                    return all.isEmpty() ? null : all;
                }));
        return watcher;
    }

    /** The agent stops: everybody is told how things stand. */
    void stop() {
        stopping = true;
        finished(List.copyOf(watched.keySet()));
    }
}
