package io.ilinknotify.schedule;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The volumes that a process leaves behind which is killed after each of its commits: SQLite's write-ahead log holds all of
 * them one after the other, so each is the log cut off there.
 */
final class CommitBoundaries {
    private static final int LOG_HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int PAGE_SIZE_AT = 8;
    private static final int SALT_AT = 16;
    private static final int SALT_LENGTH = 8;

    private CommitBoundaries() {}

    /** One volume for each commit since the log began, in new folders; the database must still be open. */
    static List<Path> of(Path volume) throws IOException {
        byte[] database = Files.readAllBytes(volume.resolve("agent.db"));
        byte[] log = Files.readAllBytes(volume.resolve("agent.db-wal"));
        List<Path> volumes = new ArrayList<>();
        for (int end : commits(log)) {
            Path copy = Files.createTempDirectory(volume, "killed");
            Files.write(copy.resolve("agent.db"), database);
            Files.write(copy.resolve("agent.db-wal"), Arrays.copyOf(log, end));
            volumes.add(copy);
        }
        return volumes;
    }

    private static List<Integer> commits(byte[] log) {
        ByteBuffer bytes = ByteBuffer.wrap(log);
        int frame = FRAME_HEADER + bytes.getInt(PAGE_SIZE_AT);
        List<Integer> commits = new ArrayList<>();
        for (int at = LOG_HEADER; at + frame <= log.length && isOfThisLog(log, at); at += frame) {
            // The second number of a frame is the size of the database if it ends a transaction.
            if (bytes.getInt(at + Integer.BYTES) != 0) {
                commits.add(at + frame);
            }
        }
        return commits;
    }

    /** A log that was begun anew keeps frames of the old one at its end. */
    private static boolean isOfThisLog(byte[] log, int frame) {
        return Arrays.equals(
                log,
                SALT_AT,
                SALT_AT + SALT_LENGTH,
                log,
                frame + Integer.BYTES * 2,
                frame + Integer.BYTES * 2 + SALT_LENGTH);
    }
}
