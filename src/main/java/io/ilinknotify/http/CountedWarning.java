package io.ilinknotify.http;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A warning that strangers can cause as often as they like: at most one line a minute, with how often it happened since the
 * line before. What strangers wrote belongs into no such line.
 */
public final class CountedWarning {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Consumer<String> log;
    private final String message;
    private final LongSupplier nanos;
    private long count;
    private @Nullable Long lastLine;

    public CountedWarning(Logger log, String message) {
        this(log, Logger.Level.WARN, message);
    }

    /** The same where a person must act: at another level. */
    public CountedWarning(Logger log, Logger.Level level, String message) {
        this(line -> log.log(level, line), message, System::nanoTime);
    }

    CountedWarning(Consumer<String> log, String message, LongSupplier nanos) {
        this.log = log;
        this.message = message;
        this.nanos = nanos;
    }

    /**
     * Counts one case.
     *
     * @param latest what is known of this one, such as an address or a client's name; it ends the line
     */
    public synchronized void happened(String latest) {
        count++;
        long now = nanos.getAsLong();
        if (lastLine == null || now - lastLine >= MINUTE) {
            log.accept("%s (%d since the last such line; this one: %s)".formatted(message, count, latest));
            lastLine = now;
            count = 0;
        }
    }
}
