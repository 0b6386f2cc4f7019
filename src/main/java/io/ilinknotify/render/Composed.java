package io.ilinknotify.render;

import io.ilinknotify.notification.Told;

import java.util.List;

/**
 * A finished message.
 *
 * @param text what the phone shows
 * @param tellings whom it tells of, and how much
 * @param mentioned earlier ones whose uncertain end it tells
 */
public record Composed(String text, List<Telling> tellings, List<Long> mentioned) {
    public Composed {
        tellings = List.copyOf(tellings);
        mentioned = List.copyOf(mentioned);
    }

    /**
     * One notification in the message.
     *
     * @param seq which
     * @param told how much of it stands there
     */
    public record Telling(long seq, Told told) {}
}
