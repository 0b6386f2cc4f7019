package io.ilinknotify.delivery;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

import java.time.Duration;
import java.util.List;

/** {@code notify.delivery.*}: when and how much is sent. */
public interface DeliveryConfig {
    /** {@code thrifty} lets what waits share a message; {@code immediate} sends one message each. */
    @WithDefault("thrifty")
    Strategy strategy();

    /** The least time between any two sends; 0s to 1h. Bursts trigger the server's rate limit. */
    @WithDefault("2s")
    Duration minInterval();

    /** Code points in one message; 200 to 4000. 1,800 is safe on every phone. */
    @WithDefault("1800")
    int maxLength();

    /** {@code notify.delivery.gaps.*}, used by {@code thrifty}. */
    Gaps gaps();

    /** How long after a lost answer the one repeat may go out; 1s to 10m. */
    @WithDefault("30s")
    Duration repeatAfter();

    /** The pause after "rate limited"; doubles to 4h. 1m to 4h. */
    @WithDefault("30m")
    Duration rateLimitPause();

    /** The wait after the n-th send of a purse for the next of a priority; the last one repeats. */
    interface Gaps {
        /** For {@code default}. */
        @WithName("default")
        @WithDefault("30s,2m,5m,10m,20m,40m")
        List<Duration> standard();

        /** For {@code high}. */
        @WithDefault("10s,1m,2m,5m,10m")
        List<Duration> high();

        /** For {@code critical}. */
        @WithDefault("0s,1m,2m,5m,10m")
        List<Duration> critical();
    }

    /** How what waits is put into messages. */
    enum Strategy {
        /** Every message takes all that waits; gaps grow. */
        THRIFTY,
        /** One message each, {@code min-interval} apart. */
        IMMEDIATE
    }
}
