package io.ilinknotify.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may read a file. Where a file system knows no such thing, nothing is done and {@link #areKnown} says so. */
final class Permissions {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private Permissions() {}

    static boolean areKnown(Path existing) throws IOException {
        return Files.getFileStore(existing).supportsFileAttributeView("posix");
    }

    /** For creating a file that only its owner reads and writes. */
    static FileAttribute<?>[] ofNewFile(Path directory) throws IOException {
        return attributes(directory, FILE);
    }

    /** For creating a directory that only its owner enters. */
    static FileAttribute<?>[] ofNewDirectory(Path parent) throws IOException {
        return attributes(parent, DIRECTORY);
    }

    private static FileAttribute<?>[] attributes(Path existing, Set<PosixFilePermission> permissions)
            throws IOException {
        return areKnown(existing)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Makes a file 0600; throws when it stays looser. */
    static void tighten(Path file) throws IOException {
        if (!areKnown(file) || FILE.containsAll(Files.getPosixFilePermissions(file))) {
            return;
        }
        Files.setPosixFilePermissions(file, FILE);
        Set<PosixFilePermission> now = Files.getPosixFilePermissions(file);
        if (!FILE.containsAll(now)) {
            throw new IOException("its mode stays " + PosixFilePermissions.toString(now));
        }
    }
}
