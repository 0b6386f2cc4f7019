package io.ilinknotify.media;

import io.ilinknotify.outbox.ByteSizeConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** {@code notify.media.*}: files that go with notifications. */
@ConfigMapping(prefix = "notify.media")
public interface MediaConfig {
    /** The largest file, such as {@code 10MiB}; 1KiB to 100MiB. */
    @WithDefault("10MiB")
    @WithConverter(ByteSizeConverter.class)
    long maxSize();

    /** All files on the volume together; one file and more. The last 20 % are for {@code high} and above. */
    @WithDefault("512MiB")
    @WithConverter(ByteSizeConverter.class)
    long maxTotal();

    /** Whether the pictures that alerts bring in their payload are sent. */
    @WithDefault("true")
    boolean images();
}
