package io.ilinknotify.delivery;

import io.ilinknotify.ilink.UploadOutcome;
import io.ilinknotify.media.MediaFiles;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.store.Store;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Finds the contents of files on the volume; of a long text they are written for the upload. */
@Singleton
final class VolumeFiles implements Uploads.Contents {
    private final Store store;
    private final MediaFiles files;

    VolumeFiles(Store store, MediaFiles files) {
        this.store = store;
        this.files = files;
    }

    @Override
    public UploadOutcome read(AttachmentEntry file, Function<Path, UploadOutcome> reader) throws IOException {
        String sha256 = file.attachment().sha256();
        if (!sha256.isEmpty()) {
            return reader.apply(files.path(sha256));
        }
        Path written = files.newFile();
        try {
            Files.writeString(
                    written, FileNotices.BYTE_ORDER_MARK + store.read(tx -> DeliveryQueue.text(tx, file.seq())));
            return reader.apply(written);
        } finally {
            Files.delete(written);
        }
    }
}
