package io.ilinknotify.intake;

import io.ilinknotify.http.Body;

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

    /** Runs {@code reading} on the body: of large ones one at a time, of those in files two, which take less memory, and longer. */
    public static <T> T read(Body body, Supplier<T> reading) {
        if (body.file().isPresent()) {
            return inTurn(FILES, reading);
        }
        return body.bytes().length <= LARGE ? reading.get() : inTurn(ONE, reading);
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
