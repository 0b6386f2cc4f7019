package io.ilinknotify.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds SQLite's native library where the build puts it. Its driver would otherwise unpack it into the temporary folder,
 * a third of a native start, and a {@code kill -9} would leave it there.
 */
public final class SqliteLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String FILE = System.mapLibraryName("sqlitejdbc");

    private SqliteLibrary() {}

    /** Tells the driver, unless somebody else has. To be called before the first connection. */
    public static void findBesideTheProgram() {
        if (System.getProperty(FOLDER) == null) {
            folder(System.getProperty("java.class.path", ""))
                    .filter(folder -> Files.isRegularFile(folder.resolve(FILE)))
                    .ifPresent(folder -> System.setProperty(FOLDER, folder.toString()));
        }
    }

    /** A native executable has no class path, and the jar is the only entry of its own. */
    private static Optional<Path> folder(String classPath) {
        return classPath.endsWith(".jar")
                ? Optional.of(Path.of(classPath).toAbsolutePath().resolveSibling("sqlite/" + machine()))
                : ProcessHandle.current().info().command().map(Path::of).map(Path::getParent);
    }

    /** As the driver names it. */
    private static String machine() {
        String name = System.getProperty("os.arch", "");
        return name.equals("amd64") ? "x86_64" : name;
    }
}
