package io.ilinknotify;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** Everything that is logged while it is installed. */
public final class LogRecords extends Handler {
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final Formatter formatter = new SimpleFormatter();

    /** Begins to listen. */
    public void install() {
        setLevel(Level.ALL);
        Logger.getLogger("").addHandler(this);
    }

    /** Ends it. */
    public void remove() {
        Logger.getLogger("").removeHandler(this);
    }

    /** What is logged as an error, or with a stack trace. */
    List<String> faults() {
        return records.stream()
                .filter(r -> r.getThrown() != null || r.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(this::text)
                .distinct()
                .toList();
    }

    /** What contains one of these. */
    public List<String> containing(String... secrets) {
        return records.stream()
                .map(this::text)
                .filter(text -> Stream.of(secrets).anyMatch(text::contains))
                .toList();
    }

    private String text(LogRecord logged) {
        return formatter.format(logged);
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
