package io.ilinknotify.store;

import io.ilinknotify.volume.Permissions;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The file {@code agent.db}: where it is, what its schema is, and whether it is ours and whole.
 *
 * <p>{@code user_version} counts the migrations that were applied, {@code application_id} tells our files from others.
 *
 * @param migrations SQL scripts; the n-th brings version n-1 to n
 * @param durable whether every commit is an fsync
 */
public record Database(Path file, List<String> migrations, boolean durable) {
    public static final String FILE = "agent.db";

    /** "iLnk" */
    private static final int APPLICATION_ID = 0x694C6E6B;

    /** Up to this size every page is checked at the start; it takes well under a second. */
    private static final long CHECKED_SIZE = 32L << 20;

    /** Bytes that wait in the {@code -wal} file for their place in the database. */
    private static final int LONGEST_WAL = 16 << 20;

    private static final int PAGE = 4096;

    /** The database in {@code file} with the agent's schema. */
    public Database(Path file) {
        this(file, scripts(), true);
    }

    /** The same without an fsync for every commit: for tests and benchmarks of pure rules. */
    public static Database forTests(Path file) {
        return new Database(file, scripts(), false);
    }

    static List<String> scripts() {
        try (InputStream file = Objects.requireNonNull(Database.class.getResourceAsStream("/schema.sql"))) {
            String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(all.split("(?m)^-- Version \\d+$")).skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates the file or checks the one that is there, and applies the migrations it lacks. */
    void prepare() {
        try {
            if (Files.notExists(file)) {
                // SQLite gives its -wal and -shm files the mode of the database.
                Files.createFile(file, Permissions.FILE);
            }
            migrate();
        } catch (IOException e) {
            throw damaged("cannot be read: " + e.getMessage());
        }
    }

    private void migrate() throws IOException {
        int latest = migrations.size();
        try (SqliteConnection connected = connect(false)) {
            int version = Math.toIntExact(connected.pragma("user_version"));
            long application = connected.pragma("application_id");
            boolean empty = connected.pragma("schema_version") == 0;
            if (application != APPLICATION_ID && !empty) {
                throw damaged("is a database of another program");
            }
            if (version > latest) {
                throw new StartupProblem(file + " was written by a newer ilink-notify (schema " + version
                        + ", this one knows " + latest + "). Start the newer version, or restore " + file + ".v"
                        + latest + ", the copy that was made before the upgrade.");
            }
            if (Files.size(file) <= CHECKED_SIZE) {
                checkPages(connected);
            }
            if (version > 0 && version < latest) {
                copyBefore(connected, version);
            }
            for (int next = version; next < latest; next++) {
                apply(connected, next);
            }
        } catch (StoreException e) {
            throw damaged("cannot be read: " + e.getMessage());
        }
    }

    private void checkPages(SqliteConnection connected) {
        String verdict = connected
                .first("PRAGMA quick_check(1)", row -> row.text("quick_check"))
                .orElse("no answer");
        if (!verdict.equals("ok")) {
            throw damaged("is damaged: " + verdict);
        }
    }

    private void copyBefore(SqliteConnection connected, int version) throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + ".v" + version);
        Path part = file.resolveSibling(file.getFileName() + ".v" + version + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, Permissions.FILE);
        connected.execute("VACUUM INTO '" + part.toString().replace("'", "''") + "'");
        StateDir.sync(part);
        Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    private void apply(SqliteConnection connected, int from) {
        connected.execute("BEGIN IMMEDIATE");
        try {
            connected.execute(migrations.get(from));
            connected.execute("PRAGMA application_id = " + APPLICATION_ID);
            connected.execute("PRAGMA user_version = " + (from + 1));
            connected.execute("COMMIT");
        } catch (StoreException e) {
            connected.execute("ROLLBACK");
            throw e;
        }
    }

    SqliteConnection connect(boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(durable ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.OFF);
        config.setBusyTimeout(5_000);
        config.setJournalSizeLimit(LONGEST_WAL);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            SqliteConnection connected = new SqliteConnection(source.getConnection());
            // A page that many commits changed is copied into the database once.
            connected.execute("PRAGMA wal_autocheckpoint = " + LONGEST_WAL / PAGE);
            if (readOnly) {
                connected.execute("PRAGMA query_only = ON");
            }
            return connected;
        } catch (SQLException | StoreException e) {
            throw damaged("cannot be opened: " + e.getMessage());
        }
    }

    long usableBytes() {
        try {
            return Files.getFileStore(file).getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    private StartupProblem damaged(String what) {
        return new StartupProblem(
                file + " " + what + ". It is left as it is. Stop the agent, put a backup in its place (with no"
                        + " agent.db-wal and agent.db-shm beside it), or move all three away to start with an empty"
                        + " queue; the account stays signed in.");
    }
}
