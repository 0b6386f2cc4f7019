package io.ilinknotify.window;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

import java.time.Duration;

/** {@code notify.window.*}: the limits of a purse (protocol page, "The limits that make or break a notifier"). */
@ConfigMapping(prefix = "notify.window")
public interface WindowConfig {
    /** How long a message of the person lets us send; 1m to 7d. */
    @WithDefault("24h")
    Duration length();

    /** How long before that we stop, for clocks that differ; shorter than {@link #length()}. */
    @WithDefault("10m")
    Duration margin();

    /** Sends per message of the person; 1 to 100. */
    @WithDefault("10")
    int budget();

    /** {@code notify.window.reserve.*}. */
    Reserve reserve();

    /** How long before a closing window one reminder goes out; {@code 0s} = never; shorter than {@link #length()}. */
    @WithDefault("2h")
    Duration reminder();

    /** The sends that are kept for what is more urgent. */
    interface Reserve {
        /** Sends that {@code low} and {@code default} leave untouched; 0 to the budget. */
        @WithName("default")
        @WithDefault("4")
        int standard();

        /** Sends that {@code high} leaves untouched; 0 to {@code reserve.default}. */
        @WithDefault("1")
        int high();
    }
}
