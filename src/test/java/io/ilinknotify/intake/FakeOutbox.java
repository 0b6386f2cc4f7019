package io.ilinknotify.intake;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.outbox.IdempotencyKey;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxQuery;
import io.ilinknotify.store.Store;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** An outbox that answers what the test says, and remembers what it was asked. */
public class FakeOutbox extends Outbox {
    final Map<NotificationId, OutboxEntry> entries = new TreeMap<>();
    public final List<NotificationDraft> drafts = new ArrayList<>();
    final List<Optional<IdempotencyKey>> keys = new ArrayList<>();
    final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    final Semaphore waited = new Semaphore(0);
    CompletableFuture<Void> gone = new CompletableFuture<>();
    Function<NotificationDraft, CompletableFuture<Acceptance>> door = draft -> CompletableFuture.completedFuture(
            new Acceptance.Accepted(Entries.entry(1, draft, State.QUEUED, null), false));
    public Function<OutboxEntry, OutboxEntry> changeOnRequest = entry -> entry;
    CompletableFuture<Optional<OutboxEntry>> end = CompletableFuture.completedFuture(Optional.empty());

    FakeOutbox(Store store, OutboxConfig config, Clock clock) {
        super(store, config, Duration.ofMinutes(15), clock);
    }

    public void put(OutboxEntry entry) {
        entries.put(entry.notification().id(), entry);
    }

    @Override
    public CompletableFuture<Acceptance> accept(NotificationDraft draft, @Nullable IdempotencyKey key) {
        drafts.add(draft);
        keys.add(Optional.ofNullable(key));
        return door.apply(draft);
    }

    @Override
    public Optional<OutboxEntry> find(NotificationId id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public List<OutboxEntry> list(OutboxQuery query) {
        return entries.values().stream()
                .sorted((a, b) -> Long.compare(b.seq(), a.seq()))
                .filter(e -> query.state().map(s -> s == e.state()).orElse(true))
                .filter(e -> query.client()
                        .map(e.notification().content().client()::equals)
                        .orElse(true))
                .filter(e -> query.before()
                        .map(b -> e.notification().id().compareTo(b) < 0)
                        .orElse(true))
                .limit(query.limit())
                .toList();
    }

    @Override
    public CompletableFuture<Optional<OutboxEntry>> awaitFinal(
            NotificationId id, Duration atMost, CompletableFuture<Void> gone) {
        waits.add(atMost);
        this.gone = gone;
        waited.release();
        return end;
    }

    @Override
    public CompletableFuture<Optional<OutboxEntry>> cancel(NotificationId id) {
        return changed(id);
    }

    @Override
    public CompletableFuture<Optional<OutboxEntry>> retry(NotificationId id) {
        return changed(id);
    }

    private CompletableFuture<Optional<OutboxEntry>> changed(NotificationId id) {
        return CompletableFuture.completedFuture(find(id).map(changeOnRequest));
    }
}
