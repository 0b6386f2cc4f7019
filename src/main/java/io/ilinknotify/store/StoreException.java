package io.ilinknotify.store;

import org.jspecify.annotations.Nullable;

/** The database could not be read or written: the disk is full or broken, or the store is closed. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
