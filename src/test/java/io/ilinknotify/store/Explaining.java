package io.ilinknotify.store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs nothing, but asks the database how each statement would be run. */
public final class Explaining implements Tx {
    private final Tx tx;
    private final List<String> plan = new ArrayList<>();

    private Explaining(Tx tx) {
        this.tx = tx;
    }

    /** How it would find the rows of these statements. */
    public static List<String> plan(Tx tx, Function<Tx, ?> statements) {
        Explaining explaining = new Explaining(tx);
        try {
            assertThat(statements.apply(explaining)).isNotNull();
        } catch (java.util.NoSuchElementException e) {
            // A statement needs a row of one before it: the plan ends here.
            assertThat(explaining.plan).isNotEmpty();
        }
        return explaining.plan;
    }

    private void explain(String sql, @Nullable Object... args) {
        plan.addAll(tx.all("EXPLAIN QUERY PLAN " + sql, row -> row.text("detail"), args));
    }

    @Override
    public int update(String sql, @Nullable Object... args) {
        explain(sql, args);
        return 0;
    }

    @Override
    public <T> Optional<T> first(String sql, Function<Row, T> reader, @Nullable Object... args) {
        explain(sql, args);
        return Optional.empty();
    }

    @Override
    public <T> List<T> all(String sql, Function<Row, T> reader, @Nullable Object... args) {
        explain(sql, args);
        return List.of();
    }

    @Override
    public void afterCommit(Runnable action) {
        throw new UnsupportedOperationException();
    }
}
