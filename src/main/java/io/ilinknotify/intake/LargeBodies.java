package io.ilinknotify.intake;

import io.ilinknotify.http.Body;
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
    private static final Semaphore FILES = new Semaphore(2, true);

    private LargeBodies() {}

    /** Runs {@code reading} on the body; a large one waits for those before it. */
    public static <T> T read(byte @Nullable [] body, Supplier<T> reading) {
        return body == null || body.length <= LARGE ? reading.get() : inTurn(ONE, reading);
    }

    /** The same for a body that may be in a file: it takes less memory, and longer. */
    public static <T> T read(Body body, Supplier<T> reading) {
        return body.file().isPresent() ? inTurn(FILES, reading) : read(body.bytes(), reading);
    }

    private static <T> T inTurn(Semaphore turn, Supplier<T> reading) {
        turn.acquireUninterruptibly();
        try {
            return reading.get();
        } finally {
            turn.release();
        }
    }
}
