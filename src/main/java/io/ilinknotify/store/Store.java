package io.ilinknotify.store;

import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.health.LoopThread;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The database. All writes go through one platform thread, which puts what arrives together into one transaction and so
 * pays one fsync for all of it (group commit). Reads have two connections of their own, which see what is committed: a
 * message that is composed does not hold up a page.
 */
public final class Store implements Heartbeat.Watched, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Store.class);
    private static final int READERS = 2;
    private static final int LARGEST_GROUP = 256;
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);
    /** A disk may stall for a while. */
    private static final Duration LONGEST_GROUP = Duration.ofMinutes(2);

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final Database database;
    private final BlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
    private final LoopThread writer = new LoopThread("store-writer", LONGEST_GROUP);
    private final Semaphore mayRead = new Semaphore(READERS, true);
    private final Deque<SqliteConnection> readers = new ConcurrentLinkedDeque<>();
    private SqliteConnection writing;
    private volatile boolean closed;
    private volatile boolean ended;
    private volatile boolean broken;
    private final AtomicLong commits = new AtomicLong();

    private Store(Database database) {
        this.database = database;
        this.writing = database.connect(false);
        for (int i = 0; i < READERS; i++) {
            readers.push(database.connect(true));
        }
    }

    /** Opens the database, brings its schema up to date, and starts the writer. */
    public static Store open(Database database) {
        database.prepare();
        Store store = new Store(database);
        store.writer.start(store::writeGroups);
        return store;
    }

    /**
     * Joins the next group. Completes after its fsync, on the writer thread; completes with a {@link StoreException} when
     * nothing was written. The work runs on that thread, too, and must not wait; one that throws is undone alone.
     */
    public <T> CompletableFuture<T> write(Function<Tx, T> work) {
        Pending<T> pending = new Pending<>(work);
        queue.add(pending);
        // Asked after the add, so that a work that came too late is refused by one of the two sides.
        if (closed) {
            refuseWaiting();
        }
        return pending.future;
    }

    /** Writes and waits for the fsync; throws what the work threw, or a {@link StoreException} when nothing was written. */
    public <T> T commit(Function<Tx, T> work) {
        try {
            return write(work).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The same for what has no result. */
    public void run(Consumer<Tx> work) {
        commit(tx -> {
            work.accept(tx);
            return tx;
        });
    }

    /**
     * Commits one batch after the other, each a transaction of its own, so that those who write meanwhile wait for one at
     * the most; ends with the first that is not full, or when the database is closed.
     *
     * @param batch returns how many of at most {@code size} it did
     */
    public void commitBatches(int size, Function<Tx, Integer> batch) {
        try {
            int done = size;
            while (done >= size && !closed) {
                done = commit(batch);
            }
        } catch (StoreException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    /** Reads one state of what is committed, in the caller's thread; never within another read. */
    public <T> T read(Function<Tx, T> work) {
        mayRead.acquireUninterruptibly();
        try {
            if (closed) {
                throw new StoreException("the database is closed");
            }
            SqliteConnection reader = readers.pop();
            try {
                return reader.snapshot(work);
            } finally {
                readers.push(reader);
            }
        } finally {
            mayRead.release();
        }
    }

    /** Tells whether the last transaction could be written. */
    public boolean isHealthy() {
        return !closed && !broken;
    }

    @Override
    public Heartbeat heartbeat() {
        return writer.heartbeat();
    }

    /** How many groups of works were committed since the start, each with one fsync. */
    public long commits() {
        return commits.get();
    }

    public long usableBytes() {
        return database.usableBytes();
    }

    private void writeGroups() {
        List<Pending<?>> group = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            writer.heartbeat().beat();
            try {
                Pending<?> first = queue.poll(LONGEST_IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
            } catch (InterruptedException e) {
                continue; // close() woke us: the condition above decides
            }
            queue.drainTo(group, LARGEST_GROUP - 1);
            writeGroup(group);
            group.clear();
        }
        ended = true;
        refuseWaiting();
    }

    private void writeGroup(List<Pending<?>> group) {
        try {
            writing.control("BEGIN IMMEDIATE");
            for (Pending<?> pending : group) {
                pending.run(writing);
            }
            writing.control("COMMIT");
            broken = false;
        } catch (RuntimeException e) {
            undo(group, e);
            return;
        }
        group.forEach(pending -> pending.actions.forEach(Store::runSafely));
        commits.incrementAndGet();
        group.forEach(Pending::complete);
    }

    /** The disk is full or broken: all of the group failed, and the connection cannot be trusted any more. */
    private void undo(List<Pending<?>> group, RuntimeException cause) {
        broken = true;
        LOG.errorf("Nothing was written: %s", cause.getMessage());
        StoreException failure = new StoreException("could not be stored: " + cause.getMessage(), cause);
        try {
            reconnect();
        } catch (RuntimeException e) {
            LOG.errorf("The database cannot be opened again: %s", e.getMessage());
        }
        group.forEach(pending -> pending.future.completeExceptionally(failure));
    }

    private void reconnect() {
        try {
            writing.close();
        } catch (RuntimeException e) {
            LOG.debugf("Closing a broken connection: %s", e.getMessage());
        }
        writing = database.connect(false);
    }

    private void refuseWaiting() {
        while (ended && queue.poll() instanceof Pending<?> late) {
            late.future.completeExceptionally(new StoreException("the database is closed"));
        }
    }

    private static void runSafely(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("An action after a commit failed", e);
        }
    }

    /** Writes what waits, then closes. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!writer.stop(CLOSE_WAIT)) {
                LOG.warn("The database is busy and was not closed in time; nothing that was acknowledged is lost.");
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        mayRead.acquireUninterruptibly(READERS);
        try {
            readers.forEach(SqliteConnection::close);
            writing.close();
        } finally {
            mayRead.release(READERS);
        }
    }

    /** One work with its promise. */
    private static final class Pending<T> {
        private final Function<Tx, T> work;
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable RuntimeException failure;
        private List<Runnable> actions = List.of();

        Pending(Function<Tx, T> work) {
            this.work = work;
        }

        /** Runs it in a savepoint, so that its failure undoes nothing else. A fault of the disk undoes the whole group. */
        void run(SqliteConnection tx) {
            tx.control("SAVEPOINT work");
            try {
                result = work.apply(tx);
                tx.control("RELEASE work");
                actions = tx.takeAfterCommit();
            } catch (RuntimeException e) {
                if (isFaultOfDisk(e)) {
                    throw e;
                }
                failure = e;
                tx.takeAfterCommit(); // of no use now
                tx.control("ROLLBACK TO work");
                tx.control("RELEASE work");
            }
        }

        @SuppressWarnings("NullAway") // a work may complete with null
        void complete() {
            if (failure != null) {
                future.completeExceptionally(failure);
            } else {
                future.complete(result);
            }
        }

        private static boolean isFaultOfDisk(RuntimeException e) {
            return e.getCause() instanceof SQLException sql
                    && switch (SQLiteErrorCode.getErrorCode(sql.getErrorCode() & 0xFF)) {
                        case SQLITE_FULL, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_READONLY -> true;
                        default -> false;
                    };
        }
    }
}
