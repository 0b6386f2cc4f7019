package io.ilinknotify.it;

import io.ilinknotify.simulator.Phone;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who writes back whenever a purse is nearly spent, or nothing has come for a while. */
final class ReplyingPerson implements AutoCloseable {
    private static final int NEARLY_SPENT = 90;
    private static final int LOOKS_IN_SILENCE = 10;
    private static final long LOOK_MILLIS = 100;

    private final Phone phone;
    private final AtomicInteger written = new AtomicInteger();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private int seen;
    private int silence;

    ReplyingPerson(Phone phone) {
        this.phone = phone;
        var unused = thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** How often the person wrote. */
    int written() {
        return written.get();
    }

    private void look() {
        int now = phone.messages().size();
        silence = now == seen ? silence + 1 : 0;
        seen = now;
        if (phone.quotaUsed() >= NEARLY_SPENT || silence >= LOOKS_IN_SILENCE) {
            silence = 0;
            phone.write("reply " + written.incrementAndGet());
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
