package io.ilinknotify.media;

import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.http.UploadSpace;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.outbox.AttachmentTable;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.store.Store;
import io.ilinknotify.volume.StateDir;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * The contents of attachments: {@code media/<sha256>} on the volume, each once, however many notifications refer to it. A
 * file is there before its row, and goes after its last row; one that a crash left without a row goes at the next start.
 */
@Singleton
public final class MediaFiles implements UploadSpace {
    private static final Logger LOG = Logger.getLogger(MediaFiles.class);
    /** Beside what is kept, so that a file is moved and not copied. */
    private static final String INCOMING = "incoming";

    private static final Pattern KEPT = Pattern.compile("[0-9a-f]{64}");
    private static final long FORM_AROUND_FILES = 1 << 20;
    /** The share that only {@code high} and above may fill. */
    private static final double URGENT_SHARE = 0.2;

    private static final int BATCH = 500;

    private final Path folder;
    private final Path incoming;
    private final MediaConfig config;
    private final Store store;
    /** Guards what follows, and that a file is not deleted for whom it is just being kept. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, Integer> wanted = new HashMap<>();
    private final AtomicLong total = new AtomicLong();

    public MediaFiles(StateDir volume, MediaConfig config, Store store, MeterRegistry metrics) throws IOException {
        this.folder = volume.folder("media");
        this.incoming = volume.folder("media/" + INCOMING);
        this.config = config;
        this.store = store;
        Gauge.builder("ilink_notify_media_bytes", total::get)
                .description("All files of notifications on the volume")
                .register(metrics);
    }

    public Path path(String sha256) {
        return folder.resolve(sha256);
    }

    Path incoming() {
        return incoming;
    }

    /** The files of a new request. */
    public Upload newUpload() {
        return new Upload(this, config.maxSize());
    }

    public boolean takesImagesOfAlerts() {
        return config.images();
    }

    @Override
    public long largestBody() {
        return Upload.MOST_FILES * config.maxSize() + FORM_AROUND_FILES;
    }

    @Override
    public boolean hasSpaceFor(long bytes) {
        // A form is there as it came, and its files beside it.
        return store.usableBytes() - 2 * bytes >= Outbox.LEAST_FREE;
    }

    @Override
    public Path newFile() throws IOException {
        return Files.createTempFile(incoming, "", ""); // 0600
    }

    /** Deletes what the process before left half done, and what no notification refers to. */
    void sweep(@Observes @Priority(50) StartupEvent start) throws IOException {
        try (DirectoryStream<Path> halfDone = Files.newDirectoryStream(incoming)) {
            for (Path file : halfDone) {
                Files.delete(file);
            }
        }
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, MediaFiles::isKept)) {
            for (Path file : kept) {
                if (isUsed(name(file))) {
                    total.addAndGet(Files.size(file));
                } else {
                    Files.delete(file);
                    LOG.debugf("Deleted media/%s, which belongs to no notification", name(file));
                }
            }
        }
    }

    /** Deletes the contents whose last notification was forgotten. */
    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetUnused() {
        while (store.read(AttachmentTable::hasUnused)) {
            store.commit(tx -> AttachmentTable.takeUnused(tx, BATCH)).forEach(this::deleteUnused);
        }
    }

    /**
     * Moves a file to its place and keeps it there until {@link #release}; a notification that refers to it by then keeps it
     * longer. On disk only after {@link #sync}.
     *
     * @throws ProblemException 503 when all files together would be too large
     */
    void keep(Path file, Attachment attachment, boolean urgent) throws IOException {
        String sha256 = attachment.sha256();
        lock.lock();
        try {
            if (!Files.exists(path(sha256))) {
                long most = urgent ? config.maxTotal() : (long) (config.maxTotal() * (1 - URGENT_SHARE));
                if (total.get() + attachment.size() > most) {
                    throw Refusal.notStored("The files on the volume fill notify.media.max-total"
                            + (urgent ? "." : " (the last fifth is for high and critical)."));
                }
                Files.move(file, path(sha256), StandardCopyOption.ATOMIC_MOVE);
                total.addAndGet(attachment.size());
            }
            wanted.merge(sha256, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was kept survives a power cut. */
    void sync() throws IOException {
        StateDir.sync(folder);
    }

    /** Ends the keeping of a request that is over. */
    void release(String sha256) {
        lock.lock();
        try {
            wanted.computeIfPresent(sha256, (key, many) -> many == 1 ? null : many - 1);
        } finally {
            lock.unlock();
        }
        deleteUnused(sha256);
    }

    private void deleteUnused(String sha256) {
        lock.lock();
        try {
            if (!wanted.containsKey(sha256) && !isUsed(sha256) && Files.exists(path(sha256))) {
                long size = Files.size(path(sha256));
                Files.delete(path(sha256));
                total.addAndGet(-size);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warnf("media/%s, which belongs to no notification, stays until the next start: %s", sha256, e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isUsed(String sha256) {
        return store.read(tx -> AttachmentTable.refersTo(tx, sha256));
    }

    private static boolean isKept(Path file) {
        return KEPT.matcher(name(file)).matches();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
