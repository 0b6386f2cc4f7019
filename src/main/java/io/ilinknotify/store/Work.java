package io.ilinknotify.store;

/** Something to do in one transaction. It runs on the writer thread, so it must not wait for anything. */
@FunctionalInterface
public interface Work<T> {
    /** Does it. An exception undoes this work alone and reaches the caller. */
    T in(Tx tx);
}
