package io.ilinknotify.delivery;

import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.store.Store;
import io.ilinknotify.volume.StateDir;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Finds the contents of files on the volume; of a long text they are written for the upload. */
@Singleton
final class VolumeFiles implements FileContents {
    /** There is but one upload at a time. */
    private static final String TEXT = "upload.txt";

    private final Store store;
    private final StateDir dir;

    VolumeFiles(Store store, StateDir dir) {
        this.store = store;
        this.dir = dir;
    }

    @Override
    public Content open(AttachmentEntry file) throws IOException {
        String sha256 = file.attachment().sha256();
        return sha256.isEmpty() ? text(file.seq()) : () -> dir.file("media").resolve(sha256);
    }

    private Content text(long seq) throws IOException {
        String text = FileNotices.BYTE_ORDER_MARK + store.read(tx -> DeliveryQueue.text(tx, seq));
        dir.write(TEXT, text.getBytes(StandardCharsets.UTF_8));
        return new Content() {
            @Override
            public Path path() {
                return dir.file(TEXT);
            }

            @Override
            public void close() throws IOException {
                dir.delete(TEXT);
            }
        };
    }
}
