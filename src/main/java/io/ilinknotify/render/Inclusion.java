package io.ilinknotify.render;

import io.ilinknotify.notification.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * One notification in a message.
 *
 * @param seq which
 * @param coverage how much of it stands there
 * @param upto how many characters are told with this part; {@code null} when no part follows
 */
public record Inclusion(
        long seq, Coverage coverage, @Nullable Integer upto) {
    /** A notification of which nothing follows. */
    public Inclusion(long seq, Coverage coverage) {
        this(seq, coverage, null);
    }
}
