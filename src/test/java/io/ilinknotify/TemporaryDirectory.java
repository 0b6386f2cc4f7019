package io.ilinknotify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the volumes of a thousand short histories are: in memory, where the machine has that. */
public final class TemporaryDirectory {
    private static final Path MEMORY = Path.of("/dev/shm");

    private TemporaryDirectory() {}

    /** A new one. */
    public static Path create() {
        Path root = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return Files.createTempDirectory(root, "volume-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the files in it. */
    public static void delete(Path directory) {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
