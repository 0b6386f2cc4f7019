package io.ilinknotify.outbox;

import io.ilinknotify.store.Store;

import java.time.Clock;

/** What the agent does by the minute for its queue, when a bench of another room says so. */
public final class Upkeep {
    private Upkeep() {}

    /** What waited too long expires, and what is old is forgotten. */
    public static void run(Store store, Outbox outbox, OutboxConfig config, Clock clock) {
        Housekeeping housekeeping = new Housekeeping(store, outbox, config, clock);
        housekeeping.expire();
        housekeeping.forget();
    }
}
