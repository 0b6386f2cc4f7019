package io.ilinknotify.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** {@code notify.outbox.*}: how much is kept, and for how long. */
@ConfigMapping(prefix = "notify.outbox")
public interface OutboxConfig {
    /** How long a notification is worth sending when it says nothing itself; 1m to 30d. */
    @WithDefault("72h")
    Duration ttl();

    /** Open notifications; 10 to 1000000. The last 20 % are for {@code high} and above. */
    @WithDefault("10000")
    int maxPending();

    /**
     * Bytes of what the open ones say, such as {@code 256MiB}; 1MiB and more. The last 20 % as above. Finished ones may
     * take as much again.
     */
    @WithDefault("256MiB")
    @WithConverter(ByteSizeConverter.class)
    long maxBytes();

    /** How long a finished notification can still be read, the oldest shorter when they take too much; 1h to 365d. */
    @WithDefault("7d")
    Duration retention();
}
