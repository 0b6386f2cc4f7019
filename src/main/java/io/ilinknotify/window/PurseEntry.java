package io.ilinknotify.window;

import java.time.Instant;

/**
 * The sends that one message of the person allows.
 *
 * @param writtenAt when it was written: the window runs from here
 * @param receivedAt when a poll brought it
 * @param used sends charged to it
 * @param shut whether the server refused to go on with it
 */
public record PurseEntry(
        long id, String person, String contextToken, Instant writtenAt, Instant receivedAt, int used, boolean shut) {
    @Override
    public String toString() {
        return "PurseEntry[" + id + ", used " + used + (shut ? ", shut]" : "]");
    }
}
