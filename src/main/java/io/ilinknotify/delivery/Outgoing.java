package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.Kind;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Told;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A message that is decided, before it is paid for.
 *
 * @param kind why it goes out
 * @param purse which purse pays
 * @param priority of the most urgent one that it carries
 * @param since when the oldest came that it is sent for; {@code null} when it is sent for none
 * @param text what the phone will show
 * @param carries whom it tells of
 * @param mentions earlier ones whose uncertain end it tells
 */
record Outgoing(
        Kind kind,
        long purse,
        Priority priority,
        @Nullable Instant since,
        String text,
        List<Carry> carries,
        List<Long> mentions) {
    Outgoing {
        carries = List.copyOf(carries);
        mentions = List.copyOf(mentions);
    }

    /**
     * One notification in a message.
     *
     * @param seq which
     * @param told how much of it the message tells
     * @param upto how many characters are told with this part; {@code null} when no part follows
     */
    record Carry(long seq, Told told, @Nullable Integer upto) {}

    List<Long> seqs() {
        return carries.stream().map(Carry::seq).toList();
    }

    @Override
    public String toString() {
        return "Outgoing[" + kind + ", " + carries.size() + " notifications, " + priority + "]";
    }
}
