package io.ilinknotify.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Who may read a file and write the directory. */
public final class Permissions {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    /** For a file that is created. */
    public static final FileAttribute<?> FILE = PosixFilePermissions.asFileAttribute(OWNER);

    static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Permissions() {}

    /**
     * Who may write the directory. What everybody may is taken away where it is ours.
     *
     * @param own a file in it that this process has made
     * @return a warning; empty when all is well
     * @throws IOException when it belongs to another user than this one and root; to root itself that is only a warning
     */
    static Optional<String> check(Path directory, Path own) throws IOException {
        boolean ours = Files.getOwner(directory).equals(Files.getOwner(own));
        if (!ours && !isOfRoot(directory)) {
            String owner =
                    "it belongs to the user " + Files.getOwner(directory).getName() + ", who can replace what is in it";
            if (!isOfRoot(own)) {
                throw new IOException(owner);
            }
            return Optional.of("The volume is " + directory + ": " + owner);
        }
        Set<PosixFilePermission> mode = new HashSet<>(Files.getPosixFilePermissions(directory));
        if (!mode.remove(PosixFilePermission.OTHERS_WRITE)) {
            return Optional.empty();
        }
        if (!ours) {
            return Optional.of("Everybody may write " + directory + ", and it belongs to root: keep others out of it by"
                    + " other means, or take that right away (chmod o-w)");
        }
        Files.setPosixFilePermissions(directory, mode);
        return Optional.of("Everybody could write " + directory + ": that right was taken away");
    }

    private static boolean isOfRoot(Path path) throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(path, "unix:uid"));
    }

    /** Makes a file 0600; throws when it stays looser. */
    static void tighten(Path file) throws IOException {
        if (OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            return;
        }
        Files.setPosixFilePermissions(file, OWNER);
        Set<PosixFilePermission> now = Files.getPosixFilePermissions(file);
        if (!OWNER.containsAll(now)) {
            throw new IOException("its mode stays " + PosixFilePermissions.toString(now));
        }
    }
}
