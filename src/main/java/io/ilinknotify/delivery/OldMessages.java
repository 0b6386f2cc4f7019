package io.ilinknotify.delivery;

import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Work;
import io.ilinknotify.window.WindowConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets messages with their attempts once no notification refers to them, a batch a transaction. */
@Singleton
final class OldMessages {
    /** Each may have carried hundreds. */
    static final int BATCH = 100;

    private static final Duration SPARE = Duration.ofDays(1);

    private final Store store;
    private final NotificationStates states;
    private final Clock clock;
    private final Duration kept;
    private volatile boolean stopping;

    OldMessages(Store store, NotificationStates states, OutboxConfig outbox, WindowConfig window, Clock clock) {
        this.store = store;
        this.states = states;
        this.clock = clock;
        this.kept = longer(outbox.retention(), window.length().plus(SPARE));
    }

    /** As long as the window is open its messages count: a forgotten reminder would be sent again. */
    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /**
     * Forgets what is older than the retention and than any open window. Of notifications that the person could not be
     * told of, while they never wrote, only so many keep their names.
     */
    @Scheduled(every = "1m", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant before = clock.instant().minus(kept);
        inBatches(BATCH, tx -> DeliveryTable.forget(tx, before, BATCH));
        inBatches(
                PendingMentionTable.BATCH,
                tx -> PendingMentionTable.countOldest(tx, states, PendingMentionTable.BATCH));
    }

    private void inBatches(int batch, Work<Integer> work) {
        int done = batch;
        while (done >= batch && !stopping) {
            done = store.commit(work);
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent stop) {
        stopping = true;
    }
}
