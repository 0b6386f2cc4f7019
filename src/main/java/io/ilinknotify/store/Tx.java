package io.ilinknotify.store;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The statements that a room's table may run inside a transaction. Arguments are texts, numbers, booleans, enums (their name),
 * {@code Instant}s (milliseconds) or {@code null}.
 */
public interface Tx {
    /** Changes rows; returns how many. */
    int update(String sql, @Nullable Object... args);

    <T> Optional<T> first(String sql, Function<Row, T> reader, @Nullable Object... args);

    <T> List<T> all(String sql, Function<Row, T> reader, @Nullable Object... args);

    /** Reads the number {@code n} of the first row; 0 without one. */
    default long number(String sql, @Nullable Object... args) {
        return first(sql, row -> row.number("n"), args).orElse(0L);
    }

    /** Tells whether there is a row. */
    default boolean any(String sql, @Nullable Object... args) {
        return first(sql, row -> true, args).isPresent();
    }

    /** Runs once the transaction is on disk, on the writer thread: must be quick and must not throw. */
    void afterCommit(Runnable action);
}
