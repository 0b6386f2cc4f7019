package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The durable queue. */
@ApplicationScoped
public class Outbox {
    /**
     * Stores a notification; completes after its fsync. Completes with a {@code StoreException} when it could not be
     * stored.
     */
    public CompletableFuture<Acceptance> accept(NotificationDraft draft, @Nullable IdempotencyKey key) {
        throw new UnsupportedOperationException();
    }

    /** One with its attempts. */
    public Optional<OutboxEntry> find(NotificationId id) {
        throw new UnsupportedOperationException();
    }

    /** Newest first, without attempts. */
    public List<OutboxEntry> list(OutboxQuery query) {
        throw new UnsupportedOperationException();
    }

    /** Completes with the entry when it is final, or with its present state after {@code atMost} or at shutdown. */
    public CompletableFuture<OutboxEntry> awaitFinal(NotificationId id, Duration atMost) {
        throw new UnsupportedOperationException();
    }

    /** Withdraws a waiting one; completes with its entry, which is not {@code CANCELLED} when it was too late. */
    public CompletableFuture<Optional<OutboxEntry>> cancel(NotificationId id) {
        throw new UnsupportedOperationException();
    }

    /** Puts one that is final and not sent, or held as rejected or for another person, back into the queue. */
    public CompletableFuture<Optional<OutboxEntry>> retry(NotificationId id) {
        throw new UnsupportedOperationException();
    }

    /** How much waits. */
    public QueueSize size() {
        throw new UnsupportedOperationException();
    }

    /**
     * How much waits.
     *
     * @param queued go out by themselves at a known time
     * @param held wait for something to change
     * @param oldestAt when the oldest of both was accepted
     */
    public record QueueSize(long queued, long held, Optional<java.time.Instant> oldestAt) {}
}
