package io.ilinknotify.outbox;

import io.ilinknotify.store.Store;

import java.time.Clock;
import java.time.Duration;

/** Housekeeping for worlds of other rooms, when they say so and not by the scheduler. */
public final class HousekeepingWorld {
    private HousekeepingWorld() {}

    /** What waited too long expires. */
    public static void expire(Store store, Outbox outbox, Clock clock) {
        new Housekeeping(store, outbox, new Kept(), clock).expire();
    }

    private record Kept() implements OutboxConfig {
        @Override
        public Duration ttl() {
            return Duration.ofHours(72);
        }

        @Override
        public int maxPending() {
            return 10_000;
        }

        @Override
        public long maxBytes() {
            return 256L << 20;
        }

        @Override
        public Duration retention() {
            return Duration.ofDays(7);
        }
    }
}
