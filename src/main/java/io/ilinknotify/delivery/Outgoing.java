package io.ilinknotify.delivery;

import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Told;

import java.util.List;

/**
 * A message that is decided, before it is paid for.
 *
 * @param purse which purse pays
 * @param priority of the most urgent one that it carries
 * @param text what the phone will show
 * @param carries whom it tells of
 */
record Outgoing(long purse, Priority priority, String text, List<Carry> carries) {
    Outgoing {
        carries = List.copyOf(carries);
    }

    /**
     * One notification in a message.
     *
     * @param seq which
     * @param told how much of it the message tells
     */
    record Carry(long seq, Told told) {}

    List<Long> seqs() {
        return carries.stream().map(Carry::seq).toList();
    }

    @Override
    public String toString() {
        return "Outgoing[" + carries.size() + " notifications, " + priority + "]";
    }
}
