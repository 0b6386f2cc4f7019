package io.ilinknotify.http;

import java.io.IOException;
import java.nio.file.Path;

/** The place on the volume where bodies with files are put while they come. */
public interface UploadSpace {
    /** The largest body with files, in bytes. */
    long largestBody();

    /** Tells whether so many bytes more may be written. */
    boolean hasSpaceFor(long bytes);

    /** A new, empty file, readable by its owner only. Whoever asked for it deletes it. */
    Path newFile() throws IOException;
}
