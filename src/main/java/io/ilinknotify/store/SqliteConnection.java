package io.ilinknotify.store;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One connection with its prepared statements. Not for use by two threads at once. */
final class SqliteConnection implements Tx, AutoCloseable {
    private static final @Nullable Object[] NONE = {};

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private List<Runnable> afterCommit = new ArrayList<>();

    SqliteConnection(Connection connection) {
        this.connection = connection;
    }

    @Override
    public int update(String sql, @Nullable Object... args) {
        try {
            return bound(sql, args).executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("cannot write: " + e.getMessage(), e);
        }
    }

    @Override
    public <T> Optional<T> first(String sql, Function<Row, T> reader, @Nullable Object... args) {
        try (ResultSet result = bound(sql, args).executeQuery()) {
            return result.next() ? Optional.of(reader.apply(new Row(result))) : Optional.empty();
        } catch (SQLException e) {
            throw new StoreException("cannot read: " + e.getMessage(), e);
        }
    }

    @Override
    public <T> List<T> all(String sql, Function<Row, T> reader, @Nullable Object... args) {
        try (ResultSet result = bound(sql, args).executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) {
                rows.add(reader.apply(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new StoreException("cannot read: " + e.getMessage(), e);
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** The actions registered since the last call, in order. */
    List<Runnable> takeAfterCommit() {
        List<Runnable> taken = afterCommit;
        afterCommit = new ArrayList<>();
        return taken;
    }

    /** Begins or ends a transaction or a savepoint: so often that the statement is worth keeping. */
    void control(String sql) {
        try {
            bound(sql, NONE).execute();
        } catch (SQLException e) {
            throw new StoreException(sql + " failed: " + e.getMessage(), e);
        }
    }

    /** Reads within one transaction: all of it sees the same state, and takes the locks of the file once. */
    <T> T snapshot(Function<Tx, T> work) {
        try {
            control("BEGIN");
            T read = work.apply(this);
            control("COMMIT");
            return read;
        } catch (RuntimeException | Error e) {
            end(e);
            throw e;
        }
    }

    /** After a disk that cannot be read SQLite has ended the transaction by itself: the first failure is the one to tell. */
    private void end(Throwable failure) {
        try {
            control("ROLLBACK");
        } catch (StoreException e) {
            failure.addSuppressed(e);
        }
    }

    /** Runs statements that have no arguments and are not worth keeping. */
    void execute(String script) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(script); // unlike "execute" it takes several
        } catch (SQLException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Reads a PRAGMA that is one number. */
    long pragma(String name) {
        return first("PRAGMA " + name, row -> row.number(name)).orElse(0L);
    }

    private PreparedStatement bound(String sql, @Nullable Object[] args) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < args.length; i++) {
            bind(statement, i + 1, args[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object arg) throws SQLException {
        switch (arg) {
            case null -> statement.setObject(index, null);
            case String text -> statement.setString(index, text);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
            case Instant time -> statement.setLong(index, time.toEpochMilli());
            case Enum<?> constant -> statement.setString(index, constant.name());
            default ->
                throw new IllegalArgumentException(
                        "cannot store a " + arg.getClass().getName());
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("cannot close the database: " + e.getMessage(), e);
        }
    }
}
