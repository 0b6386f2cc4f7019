package io.ilinknotify.outbox;

import io.ilinknotify.TestStore;
import io.ilinknotify.VirtualClock;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.store.Store;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An outbox on a database of its own, under a clock that stands still until it is told to go on. */
public final class OutboxWorld implements AutoCloseable {
    public final VirtualClock clock = new VirtualClock();
    public final Store store;
    public final Outbox outbox;
    public final NotificationStates states;
    final Housekeeping housekeeping;

    public OutboxWorld(Path directory) {
        this(directory, 1L << 40);
    }

    OutboxWorld(Path directory, long maxBytes) {
        Settings settings = new Settings(Duration.ofHours(72), 1_000_000, maxBytes, Duration.ofDays(7));
        store = TestStore.open(directory.resolve("agent.db"));
        outbox = new Outbox(store, settings, Duration.ofMinutes(15), clock);
        states = new NotificationStates(outbox);
        housekeeping = new Housekeeping(store, outbox, settings, clock);
    }

    public OutboxEntry post(Priority priority, @Nullable Duration ttl) {
        return stored(outbox.accept(draft("ci", priority, ttl, "disk full"), null));
    }

    /** Many at once, as many senders would. */
    public List<OutboxEntry> post(int count, String client, String text) {
        List<CompletableFuture<Acceptance>> posted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            posted.add(outbox.accept(draft(client, Priority.DEFAULT, null, text), null));
        }
        return posted.stream().map(OutboxWorld::stored).toList();
    }

    static NotificationDraft draft(String client, Priority priority, @Nullable Duration ttl, String text) {
        return new NotificationDraft(
                client, "notify", null, text, priority, List.of(), null, null, null, ttl, Phase.NONE, false, List.of());
    }

    private static OutboxEntry stored(CompletableFuture<Acceptance> accepted) {
        if (accepted.join() instanceof Acceptance.Accepted stored && !stored.duplicate()) {
            return stored.entry();
        }
        throw new AssertionError("not stored: " + accepted.join());
    }

    public void finish(List<OutboxEntry> entries, State state) {
        store.write(tx -> {
                    entries.forEach(e -> states.finish(tx, e.seq(), state, Coverage.WHOLE, "1", null, clock.instant()));
                    return true;
                })
                .join();
    }

    /** What waited too long expires, and what is old is forgotten. */
    public void keepHouse() {
        housekeeping.expire();
        housekeeping.forget();
    }

    State stateOf(OutboxEntry entry) {
        return outbox.find(entry.notification().id()).orElseThrow().state();
    }

    boolean isKept(OutboxEntry entry) {
        return outbox.find(entry.notification().id()).isPresent();
    }

    public long number(String sql) {
        return store.read(tx -> tx.first(sql, row -> row.number("n")).orElseThrow());
    }

    @Override
    public void close() {
        store.close();
    }

    private record Settings(Duration ttl, int maxPending, long maxBytes, Duration retention) implements OutboxConfig {}
}
