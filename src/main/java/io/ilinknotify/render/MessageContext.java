package io.ilinknotify.render;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The facts of a message beside its notifications, and the numbers for its header and footer.
 *
 * @param leftAfter sends left once this message is paid
 * @param waiting how many notifications wait in all, those of this message included
 * @param silence which of them wait for quiet hours to end
 * @param release whether it answers a message of the person: what resolved meanwhile is only counted
 * @param last whether what does not fit must be counted, because no further message follows
 * @param reminder whether it reminds the person to write back
 * @param named whether those below may be named; otherwise they are only counted
 * @param mentions earlier ones that may not have arrived or expired unsent, oldest first
 * @param links where a whole text can be read
 * @param files counts the files that wait for a reply once a message has told of some notifications
 */
public record MessageContext(
        Instant now,
        Instant openedAt,
        @Nullable Instant closesAt,
        int leftAfter,
        int waiting,
        QuietTime silence,
        boolean release,
        boolean last,
        boolean reminder,
        boolean named,
        List<PendingMention> mentions,
        Function<NotificationId, Optional<URI>> links,
        ToIntFunction<List<Item>> files) {
    /** Nothing is said beside the notifications. */
    static MessageContext none(Instant now) {
        return new MessageContext(
                now,
                now,
                null,
                0,
                0,
                QuietTime.NONE,
                false,
                false,
                false,
                false,
                List.of(),
                id -> Optional.empty(),
                items -> 0);
    }

    /**
     * The notifications that quiet hours hold back.
     *
     * @param priorities of which
     * @param waiting how many wait, those of this message included
     */
    public record QuietTime(Set<Priority> priorities, int waiting) {
        public static final QuietTime NONE = new QuietTime(Set.of(), 0);

        boolean holds(Item item) {
            return priorities.contains(item.priority());
        }
    }

    /**
     * A finished notification of which something is still to be said; or many of them, told only as a count.
     *
     * @param seq which; below zero for many
     * @param expired whether it expired; otherwise its arrival is in doubt
     * @param name its title, or how its text begins; empty for many
     * @param at when it was accepted
     */
    public record PendingMention(long seq, boolean expired, String name, Instant at, int count) {}
}
