package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The durable queue: what was accepted is on disk before anybody is told so. */
@Startup(20)
@ApplicationScoped
public class Outbox {
    /** Below this much free disk nothing is accepted, so that outcomes can still be written. */
    public static final long LEAST_FREE = 32L << 20;

    private static final Duration FREE_CHECKED_FOR = Duration.ofSeconds(1);
    private static final Executor ASIDE =
            task -> Thread.ofVirtual().name("outbox-wait").start(task);

    private final Store store;
    private final Clock clock;
    private final NotificationId.Generator ids;
    private final Admission admission;
    private final Duration ttl;
    private final OutboxSignals signals = new OutboxSignals();
    private final Semaphore changes = new Semaphore(0);
    private volatile Standings standings = new Standings(Map.of(), Map.of());
    /** The same as the present transaction leaves it: for those who are in its group. Only the writer thread uses it. */
    private Map<Priority, WaitStatus> writing = Map.of();

    private volatile FreeSpace freeSpace = new FreeSpace(Instant.EPOCH, true);

    public Outbox(
            Store store,
            OutboxConfig config,
            @ConfigProperty(name = "notify.dedup-window") Duration dedupWindow,
            Clock clock) {
        this.store = store;
        this.clock = clock;
        this.ids = new NotificationId.Generator(clock);
        this.admission = new Admission(config, dedupWindow);
        this.ttl = config.ttl();
    }

    /**
     * Stores a notification; completes after its fsync. Completes with a {@code StoreException} when it could not be
     * stored.
     */
    public CompletableFuture<Acceptance> accept(NotificationDraft draft, @Nullable IdempotencyKey key) {
        return accept(draft, key, (tx, id) -> {});
    }

    /** The same; the recorder writes in the same transaction. */
    public CompletableFuture<Acceptance> accept(
            NotificationDraft draft, @Nullable IdempotencyKey key, Acceptance.Recorder recorder) {
        if (!hasFreeSpace()) {
            return CompletableFuture.completedFuture(
                    new Acceptance.Full("Less than 32 MiB of disk are free in notify.state-dir."));
        }
        return store.write(tx -> {
            Acceptance acceptance =
                    admission.accept(tx, ids.next(), draft, key, writing, now(), gone -> finished(tx, gone));
            acceptance
                    .recorded()
                    .ifPresent(entry -> recorder.record(tx, entry.notification().id()));
            return acceptance;
        });
    }

    /** Tells whether one could be stored now, as far as can be known without doing it. */
    public boolean canStore() {
        return store.isHealthy() && hasFreeSpace();
    }

    public Optional<OutboxEntry> find(NotificationId id) {
        return store.read(tx -> NotificationTable.find(tx, id)).map(entry -> standings.explained(entry));
    }

    /** How many with this {@code dedup_key} were accepted of a client before, as far back as they are kept. */
    public long timesAccepted(String client, String dedupKey) {
        return store.read(tx -> OutboxTable.withKey(tx, client, dedupKey));
    }

    /** Newest first, without attempts. */
    public List<OutboxEntry> list(OutboxQuery query) {
        return explained(tx -> NotificationTable.list(tx, query, true));
    }

    /** The same, each with the beginning of its text. */
    public List<OutboxEntry> beginnings(OutboxQuery query) {
        return explained(tx -> NotificationTable.list(tx, query, false));
    }

    /** The open notifications, the most urgent and then the oldest first, each with the beginning of its text. */
    public List<OutboxEntry> open(int most) {
        String which = "finished_at IS NULL ORDER BY priority DESC, seq LIMIT ?";
        return explained(tx -> NotificationTable.beginnings(tx, which, most));
    }

    /** The notifications finished since, newest first, each with the beginning of its text. */
    public List<OutboxEntry> finished(Instant since, int most) {
        String which = "finished_at >= ? ORDER BY finished_at DESC, seq DESC LIMIT ?";
        return explained(tx -> NotificationTable.beginnings(tx, which, since, most));
    }

    private List<OutboxEntry> explained(Function<Tx, List<OutboxEntry>> entries) {
        return store.read(entries).stream()
                .map(entry -> standings.explained(entry))
                .toList();
    }

    public QueueSize size() {
        return store.read(OutboxTable::waiting);
    }

    /** How many files wait, with their notifications or after them. */
    public long waitingFiles() {
        return store.read(AttachmentTable::waiting);
    }

    /** How many wait because they were meant for the person before. */
    public long forOtherPerson() {
        return store.read(OutboxTable::forOtherPerson);
    }

    /**
     * Completes when the notification is final, or after {@code atMost}, or at shutdown, or when {@code gone} does, with how it
     * stands then.
     */
    public CompletableFuture<Optional<OutboxEntry>> awaitFinal(
            NotificationId id, Duration atMost, CompletableFuture<Void> gone) {
        CompletableFuture<Void> finished = signals.watch(id, atMost);
        CompletableFuture<Void> unused = gone.thenRun(() -> finished.complete(null));
        // Asked after the watch began, so that an end in between is not missed; aside, because it is a read.
        return CompletableFuture.supplyAsync(() -> find(id), ASIDE).thenCompose(now -> {
            if (now.isEmpty() || now.get().state().isFinal()) {
                finished.complete(null);
                return CompletableFuture.completedFuture(now);
            }
            return finished.thenApplyAsync(done -> find(id), ASIDE);
        });
    }

    /** Everybody who waits is answered at once, now and from now on: the agent stops. */
    public void stopWaiting() {
        signals.stop();
    }

    /** The one sender is about to look: what changed until now does not wake it again. */
    public void noticeChanges() {
        changes.drainPermits();
    }

    /** Waits until something changes that the sender has not noticed, at most this long; whether something did. */
    public boolean awaitChange(Duration atMost) throws InterruptedException {
        return changes.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** Wakes the sender: something that it looks at changed. */
    public void changed() {
        changes.release();
    }

    /** Withdraws a waiting one; completes with its entry, which is not {@code CANCELLED} when it was too late. */
    public CompletableFuture<Optional<OutboxEntry>> cancel(NotificationId id) {
        return end(id, State.CANCELLED);
    }

    /** Gives up one that the server rejected; completes with its entry, which is {@code FAILED} if it was one. */
    public CompletableFuture<Optional<OutboxEntry>> giveUp(NotificationId id) {
        return end(id, State.FAILED);
    }

    private CompletableFuture<Optional<OutboxEntry>> end(NotificationId id, State state) {
        return store.write(tx -> {
            if (OutboxTable.end(tx, id, state, clock.instant())) {
                finished(tx, List.of(id));
            } else {
                AttachmentTable.end(tx, id, state, clock.instant());
            }
            return NotificationTable.find(tx, id);
        });
    }

    /**
     * Puts one that is final and not sent, or held as rejected or for another person, back into the queue; completes with
     * its entry, which is not waiting when there was nothing to retry.
     */
    public CompletableFuture<Optional<OutboxEntry>> retry(NotificationId id) {
        return store.write(tx -> {
            Instant expiresAt = clock.instant().plus(ttl);
            if (OutboxTable.requeue(tx, id, expiresAt)) {
                NotificationTable.find(tx, id).ifPresent(entry -> standAgain(tx, entry.seq()));
            } else {
                AttachmentTable.retry(tx, id, expiresAt);
            }
            tx.afterCommit(this::changed);
            return NotificationTable.find(tx, id);
        });
    }

    /** Hands the notifications of the former person over to the one who is signed in now; completes with how many. */
    public CompletableFuture<Integer> handOver() {
        return store.write(tx -> {
            Instant expiresAt = clock.instant().plus(ttl);
            int handed = OutboxTable.handOver(tx, expiresAt) + AttachmentTable.handOver(tx, expiresAt);
            writing.forEach((priority, standing) -> OutboxTable.reclassify(tx, priority, standing.storedAs()));
            tx.afterCommit(this::changed);
            return handed;
        });
    }

    /** Withdraws the notifications of the former person; completes with how many. */
    public CompletableFuture<Integer> dropForOtherPerson() {
        return store.write(tx -> {
            List<NotificationId> dropped = OutboxTable.drop(tx, clock.instant());
            finished(tx, dropped);
            return dropped.size() + AttachmentTable.drop(tx, clock.instant());
        });
    }

    /** How what waits of each priority stands from now on; rows that say otherwise are changed. */
    public void stand(Standings now) {
        if (now.texts().equals(standings.texts())) {
            standings = now;
        } else {
            store.run(tx -> stand(tx, now));
        }
    }

    public void stand(Tx tx, Standings now) {
        Map<Priority, WaitStatus> before = standings.texts();
        now.texts().forEach((priority, standing) -> {
            WaitStatus former = before.get(priority);
            if (former == null || !former.storedAs().equals(standing.storedAs())) {
                OutboxTable.reclassify(tx, priority, standing.storedAs());
            }
        });
        writing = now.texts();
        tx.afterCommit(() -> standings = now);
    }

    public Standings standings() {
        return standings;
    }

    /** One that waits again stands as the others of its priority do. */
    void standAgain(Tx tx, long seq) {
        OutboxTable.stand(tx, seq, writing);
    }

    /** Tells those who wait that these are final, and wakes the sender, once the transaction is on disk. */
    void finished(Tx tx, List<NotificationId> finished) {
        tx.afterCommit(() -> {
            signals.finished(finished);
            changed();
        });
    }

    /** As precise as it is stored, so that an answer tells what a later look at the record does. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean hasFreeSpace() {
        FreeSpace known = freeSpace;
        Instant now = clock.instant();
        if (known.at().plus(FREE_CHECKED_FOR).isAfter(now) && !known.at().isAfter(now)) {
            return known.enough();
        }
        boolean enough = store.usableBytes() >= LEAST_FREE;
        freeSpace = new FreeSpace(now, enough);
        return enough;
    }

    private record FreeSpace(Instant at, boolean enough) {}

    /** How many go out by themselves at a known time or are on their way, and how many wait for something to change. */
    public record QueueSize(long queued, long held, Optional<Instant> oldestAt) {}
}
