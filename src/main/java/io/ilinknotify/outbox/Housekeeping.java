package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.store.Store;
import io.quarkus.scheduler.Scheduled;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Ends what waited too long, and forgets what was finished long ago. */
@Singleton
final class Housekeeping {
    /** Rows in one transaction: a few milliseconds. */
    static final int BATCH = 500;

    private final Store store;
    private final Outbox outbox;
    private final OutboxConfig config;
    private final Clock clock;

    Housekeeping(Store store, Outbox outbox, OutboxConfig config, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Ends what is not urgent and not worth sending any more; those who wait for it are told. */
    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expire() {
        Instant now = clock.instant();
        store.commitBatches(BATCH, tx -> {
            List<NotificationId> expired = OutboxTable.expire(tx, now, BATCH);
            if (!expired.isEmpty()) {
                outbox.finished(tx, expired);
            }
            return expired.size();
        });
        store.commitBatches(BATCH, tx -> AttachmentTable.expire(tx, now, BATCH));
    }

    /**
     * Forgets what has been readable for long enough, the oldest sooner when the finished ones take too much, and the
     * keys of requests that nobody repeats any more.
     */
    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant now = clock.instant();
        store.commitBatches(BATCH, tx -> OutboxTable.forget(tx, now.minus(config.retention()), BATCH));
        store.commitBatches(BATCH, tx -> {
            long tooMany = OutboxTable.size(tx).finished() - config.maxBytes();
            return tooMany > 0 ? OutboxTable.forgetOldest(tx, tooMany, BATCH) : 0;
        });
        store.commitBatches(BATCH, tx -> OutboxTable.forgetKeys(tx, now.minus(Admission.IDEMPOTENT), BATCH));
    }
}
