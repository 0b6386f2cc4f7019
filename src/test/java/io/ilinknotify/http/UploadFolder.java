package io.ilinknotify.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that takes the bodies of a test. */
record UploadFolder(Path folder, long largestBody) implements UploadSpace {
    /** What is no more than this finds room on the disk. */
    static final long DISK = 380_000;

    @Override
    public boolean hasSpaceFor(long bytes) {
        return bytes <= DISK;
    }

    @Override
    public Path newFile() throws IOException {
        return Files.createTempFile(folder, "", "");
    }
}
