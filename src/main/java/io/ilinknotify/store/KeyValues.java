package io.ilinknotify.store;

import java.util.Optional;

/** Single values that must survive a restart, by name. */
public final class KeyValues {
    private KeyValues() {}

    public static Optional<String> get(Tx tx, String name) {
        return tx.first("SELECT value FROM memo WHERE name = ?", row -> row.text("value"), name);
    }

    public static void put(Tx tx, String name, String value) {
        tx.update(
                "INSERT INTO memo (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value);
    }

    public static void remove(Tx tx, String name) {
        tx.update("DELETE FROM memo WHERE name = ?", name);
    }
}
