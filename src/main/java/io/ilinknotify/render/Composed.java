package io.ilinknotify.render;

import java.util.List;

/**
 * A finished message.
 *
 * @param text what the phone shows
 * @param inclusions whom it tells of, and how much
 * @param mentioned earlier ones whose uncertain end it tells
 */
public record Composed(String text, List<Inclusion> inclusions, List<Long> mentioned) {
    public Composed {
        inclusions = List.copyOf(inclusions);
        mentioned = List.copyOf(mentioned);
    }
}
