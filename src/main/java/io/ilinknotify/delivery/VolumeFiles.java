package io.ilinknotify.delivery;

import io.ilinknotify.media.MediaFiles;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.store.Store;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the contents of files on the volume; of a long text they are written for the upload. */
@Singleton
final class VolumeFiles implements FileContents {
    private final Store store;
    private final MediaFiles files;

    VolumeFiles(Store store, MediaFiles files) {
        this.store = store;
        this.files = files;
    }

    @Override
    public Content open(AttachmentEntry file) throws IOException {
        String sha256 = file.attachment().sha256();
        return sha256.isEmpty() ? text(file.seq()) : () -> files.path(sha256);
    }

    private Content text(long seq) throws IOException {
        Path written = files.newFile();
        Files.writeString(written, FileNotices.BYTE_ORDER_MARK + store.read(tx -> DeliveryQueue.text(tx, seq)));
        return new Content() {
            @Override
            public Path path() {
                return written;
            }

            @Override
            public void close() throws IOException {
                Files.delete(written);
            }
        };
    }
}
