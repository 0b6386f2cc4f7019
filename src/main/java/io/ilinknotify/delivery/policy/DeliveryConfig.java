package io.ilinknotify.delivery.policy;

import io.ilinknotify.render.Markdown;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

import java.time.Duration;
import java.util.List;

/** {@code notify.delivery.*}: when and how much is sent. */
@ConfigMapping(prefix = "notify.delivery")
public interface DeliveryConfig {
    /**
     * {@code thrifty}: every message takes all notifications that wait, and gaps grow; {@code immediate}: one message each,
     * {@code min-interval} apart.
     */
    @WithDefault("thrifty")
    Strategy strategy();

    /** The least time between any two sends; 0s to 1h. Bursts trigger the server's rate limit. */
    @WithDefault("2s")
    Duration minInterval();

    /** Code points in one message; 200 to 4000. 1,800 is safe on every phone. */
    @WithDefault("1800")
    int maxLength();

    /**
     * The phone draws Markdown. {@code auto}: Markdown stays, the text of a machine is shown as it is written;
     * {@code plain}: everything is; {@code raw}: nothing is changed.
     */
    @WithDefault("auto")
    Markdown markdown();

    /**
     * What becomes of a text that fills more than one message: {@code parts}, up to three numbered messages from a purse
     * that has enough, else it is cut; {@code file}, its beginning and a {@code .txt} file with all of it; {@code cut}, its
     * beginning.
     */
    @WithDefault("parts")
    LongText longText();

    /** {@code notify.delivery.gaps.*}, used by {@code thrifty}. */
    Gaps gaps();

    /** How long after a lost answer the one repeat may go out; 1s to 10m. */
    @WithDefault("30s")
    Duration repeatAfter();

    /** The pause after "rate limited"; doubles to 4h. 1m to 4h. */
    @WithDefault("30m")
    Duration rateLimitPause();

    /**
     * The wait after the n-th send of a purse for the next of a priority; the last one repeats. A reply, or half an hour
     * in which nothing comes, begins anew. Where the last one is not {@code 0s}, no more than seven messages go out in
     * five minutes, and only {@code critical} ones make use of the last two. {@code docs/storm-bench.md} shows what the
     * defaults are worth.
     */
    interface Gaps {
        /** For {@code default}. */
        @WithName("default")
        @WithDefault("30s,10m,30m,1h")
        List<Duration> standard();

        /** For {@code high}. */
        @WithDefault("10s,2m,10m,30m")
        List<Duration> high();

        /** For {@code critical}. */
        @WithDefault("0s,20s,40s,1m")
        List<Duration> critical();
    }

    /** The values of {@link #longText()}. */
    enum LongText {
        PARTS,
        FILE,
        CUT
    }

    /** The values of {@link #strategy()}. */
    enum Strategy {
        THRIFTY,
        IMMEDIATE
    }
}
