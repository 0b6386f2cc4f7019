package io.ilinknotify.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a server's {@link Snapshot} in a file: soon after each change, and at the end. */
final class SnapshotFile implements AutoCloseable {
    private static final long SOON_MILLIS = 300;

    private final Path file;
    private final SimulatedIlink ilink;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulator-snapshot").factory());
    private final AtomicBoolean due = new AtomicBoolean();
    private final Runnable stop;

    private SnapshotFile(Path file, SimulatedIlink ilink) {
        this.file = file;
        this.ilink = ilink;
        this.stop = ilink.gate.listen(this::changed);
    }

    /** Fills a server that has seen nothing yet from the file, if there is one, and keeps the file from then on. */
    static SnapshotFile keep(Path file, SimulatedIlink ilink) {
        if (Files.exists(file)) {
            try {
                Json.parse(Files.readString(file)).ifPresent(kept -> Snapshot.restore(ilink, kept));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return new SnapshotFile(file, ilink);
    }

    @Override
    public void close() {
        stop.run();
        writer.shutdownNow();
        write();
    }

    private void changed() {
        if (due.compareAndSet(false, true)) {
            ScheduledFuture<?> unused = writer.schedule(
                    () -> {
                        due.set(false);
                        write();
                    },
                    SOON_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void write() {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(fresh, Snapshot.of(ilink).toPrettyString());
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
