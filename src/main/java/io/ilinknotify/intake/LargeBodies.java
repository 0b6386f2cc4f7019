package io.ilinknotify.intake;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Makes notifications of large bodies one after the other: many at once would fill the heap, and keep the processor from
 * those who send a line.
 */
public final class LargeBodies {
    private static final int LARGE = 64 * 1024;
    private static final Semaphore ONE = new Semaphore(1, true);

    private LargeBodies() {}

    /** Runs {@code reading} on the body; a large one waits for those before it. */
    public static <T> T read(byte @Nullable [] body, Supplier<T> reading) {
        if (body == null || body.length <= LARGE) {
            return reading.get();
        }
        ONE.acquireUninterruptibly();
        try {
            return reading.get();
        } finally {
            ONE.release();
        }
    }
}
