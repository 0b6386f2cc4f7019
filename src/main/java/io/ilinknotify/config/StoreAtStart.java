package io.ilinknotify.config;

import io.ilinknotify.store.Database;
import io.ilinknotify.store.DatabaseRefused;
import io.ilinknotify.store.Store;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens {@code agent.db} once the volume is ours. It stays open to the very end, so that outcomes can be written. */
@Singleton
final class StoreAtStart {
    private static final String FILE = "agent.db";

    @Produces
    @Singleton
    Store store(StateDir dir) {
        try {
            return Store.open(new Database(dir.file(FILE)));
        } catch (DatabaseRefused e) {
            throw new StartupProblem(String.valueOf(e.getMessage()));
        }
    }

    void close(@Disposes Store store) {
        store.close();
    }
}
