package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;

import java.util.Optional;

/**
 * Asks for the newest, at most {@code limit}, that fulfil every condition.
 *
 * @param open only those that are not final
 * @param words which the title, the tags, or the beginning of the text contains, whatever the case of their ASCII letters
 * @param before only those that are older than this one
 */
public record OutboxQuery(
        Optional<State> state,
        boolean open,
        Optional<Priority> priority,
        Optional<String> client,
        Optional<String> words,
        Optional<NotificationId> before,
        int limit) {
    /** Asks for any. */
    public static OutboxQuery newest(int limit) {
        return new OutboxQuery(
                Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    /** Asks for another part of the same. */
    public OutboxQuery part(Optional<NotificationId> from, int most) {
        return new OutboxQuery(state, open, priority, client, words, from, most);
    }

    /** Asks for those of one client only, whatever was asked before. */
    public OutboxQuery of(String only) {
        return new OutboxQuery(state, open, priority, Optional.of(only), words, before, limit);
    }
}
