package io.ilinknotify.delivery;

import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.WindowConfig;
import io.quarkus.scheduler.Scheduled;

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

    OldMessages(Store store, NotificationStates states, OutboxConfig outbox, WindowConfig window, Clock clock) {
        this.store = store;
        this.states = states;
        this.clock = clock;
        // As long as the window is open its messages count: a forgotten reminder would be sent again.
        Duration open = window.length().plus(SPARE);
        this.kept = outbox.retention().compareTo(open) >= 0 ? outbox.retention() : open;
    }

    /**
     * Forgets what is older than the retention and than any open window. Of notifications that the person could not be
     * told of, while they never wrote, only so many keep their names.
     */
    @Scheduled(every = "1m", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant before = clock.instant().minus(kept);
        store.commitBatches(BATCH, tx -> DeliveryTable.forget(tx, before, BATCH));
        store.commitBatches(PendingMentionTable.BATCH, tx -> PendingMentionTable.countOldest(tx, states));
    }
}
