package io.ilinknotify.render;

import io.ilinknotify.notification.Coverage;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A finished message.
 *
 * @param text what the phone shows
 * @param inclusions the notifications that it tells
 * @param mentioned the earlier notifications below them, which expired or may not have arrived
 */
public record Composed(String text, List<Inclusion> inclusions, List<Long> mentioned) {
    /**
     * One notification in it.
     *
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
}
