package io.ilinknotify.bench.http;

import io.ilinknotify.delivery.TestSettings;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A database in which many notifications were taken and sent, all of them still retained. */
final class Filler {
    private static final int BATCH = 1_000;

    private Filler() {}

    static void fill(Path database, int notifications) {
        try (Store store = Store.open(Database.forTests(database))) {
            Clock clock = Clock.systemUTC();
            Outbox outbox = new Outbox(store, TestSettings.Box.DEFAULTS, Duration.ofMinutes(15), clock);
            NotificationStates states = new NotificationStates(outbox);
            for (int done = 0; done < notifications; done += BATCH) {
                List<CompletableFuture<Acceptance>> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    batch.add(outbox.accept(draft(done + i), null));
                }
                List<Long> seqs = batch.stream().map(Filler::seq).toList();
                store.write(tx -> {
                            seqs.forEach(seq -> states.finish(
                                    tx, seq, State.SENT, Coverage.WHOLE, "id-" + seq, null, clock.instant()));
                            return true;
                        })
                        .join();
            }
        }
    }

    private static long seq(CompletableFuture<Acceptance> accepted) {
        if (accepted.join() instanceof Acceptance.Accepted stored && !stored.duplicate()) {
            return stored.entry().seq();
        }
        throw new IllegalStateException("not stored: " + accepted.join());
    }

    private static NotificationDraft draft(int n) {
        return new NotificationDraft(
                "ci",
                "notify",
                null,
                "disk is full on host " + n,
                Priority.DEFAULT,
                List.of(),
                null,
                null,
                null,
                null,
                Phase.NONE,
                false,
                List.of());
    }
}
