package io.ilinknotify;

import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stores for tests of pure rules: an empty one is a copy, since to make one takes longer than most of these tests. */
public final class TestStore {
    private static final byte[] EMPTY = empty();

    private TestStore() {}

    /** Opens the database in this file, which is made if there is none. */
    public static Store open(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.write(file, EMPTY);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Store.open(Database.forTests(file));
    }

    private static byte[] empty() {
        Path directory = TemporaryDirectory.create();
        Path file = directory.resolve("agent.db");
        try {
            Store.open(Database.forTests(file)).close();
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }
}
