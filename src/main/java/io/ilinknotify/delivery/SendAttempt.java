package io.ilinknotify.delivery;

import io.ilinknotify.notification.Priority;
import io.ilinknotify.window.PurseEntry;

import java.time.Instant;

/**
 * One try to send a message: it is paid for and written down, so that it may leave.
 *
 * @param clientId our id of the message; a repeat has the same
 * @param contextToken what the send must carry; empty once it has left
 * @param priority of the most urgent notification that it carries
 * @param tries how often it left, this time included
 */
record SendAttempt(
        String clientId, long purse, String contextToken, Priority priority, String text, int tries, Instant at) {
    /** The repeat, with the newest context. */
    SendAttempt again(PurseEntry newest, Instant now) {
        return new SendAttempt(clientId, newest.id(), newest.contextToken(), priority, text, tries + 1, now);
    }

    @Override
    public String toString() {
        return "SendAttempt[" + clientId + ", try " + tries + "]";
    }
}
