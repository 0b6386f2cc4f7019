package io.ilinknotify.store;

import org.jspecify.annotations.Nullable;

/** The database is damaged, foreign, or newer than this program; the message says what to do. Stops the start. */
public final class DatabaseRefused extends StoreException {
    private static final long serialVersionUID = 1L;

    DatabaseRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    DatabaseRefused(String message) {
        super(message);
    }
}
