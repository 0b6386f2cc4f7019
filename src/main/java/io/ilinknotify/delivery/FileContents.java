package io.ilinknotify.delivery;

import io.ilinknotify.outbox.AttachmentEntry;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the contents of files for their upload. */
@FunctionalInterface
interface FileContents {
    Content open(AttachmentEntry file) throws IOException;

    /** A file on the volume; closing it removes what was written for this upload only. */
    interface Content extends AutoCloseable {
        Path path();

        @Override
        default void close() throws IOException {}
    }
}
