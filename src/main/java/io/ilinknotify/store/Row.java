package io.ilinknotify.store;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** One row of a result, by column name. Times are stored as milliseconds since 1970. */
public final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    public String text(String column) {
        String value = textOrNull(column);
        if (value == null) {
            throw new StoreException("column " + column + " is NULL");
        }
        return value;
    }

    public @Nullable String textOrNull(String column) {
        try {
            return result.getString(column);
        } catch (SQLException e) {
            throw new StoreException("cannot read column " + column, e);
        }
    }

    /** A list of texts, stored one a line. */
    public List<String> lines(String column) {
        String all = text(column);
        return all.isEmpty() ? List.of() : List.of(all.split("\n", -1));
    }

    /** A constant, stored by its name. */
    public <E extends Enum<E>> @Nullable E constantOrNull(Class<E> type, String column) {
        String name = textOrNull(column);
        return name == null ? null : Enum.valueOf(type, name);
    }

    /** A number; NULL reads as 0. */
    public long number(String column) {
        try {
            return result.getLong(column);
        } catch (SQLException e) {
            throw new StoreException("cannot read column " + column, e);
        }
    }

    /** A small number; NULL reads as 0. */
    public int count(String column) {
        return Math.toIntExact(number(column));
    }

    /** A flag, stored as 0 or 1. */
    public boolean flag(String column) {
        return number(column) != 0;
    }

    public Instant time(String column) {
        return Instant.ofEpochMilli(number(column));
    }

    public @Nullable Instant timeOrNull(String column) {
        long millis = number(column);
        try {
            return result.wasNull() ? null : Instant.ofEpochMilli(millis);
        } catch (SQLException e) {
            throw new StoreException("cannot read column " + column, e);
        }
    }
}
