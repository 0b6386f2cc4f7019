package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.Kind;
import io.ilinknotify.notification.Priority;

import java.time.Instant;

/**
 * A message that is paid for and written down, so that it may leave.
 *
 * @param clientId our id of it; a repeat has the same
 * @param kind why it goes out
 * @param purse which purse paid for this try
 * @param priority of the most urgent one that it carries
 * @param text its text, frozen
 * @param tries how often it left, this time included
 * @param at when this try began
 */
record Dispatch(String clientId, Kind kind, long purse, Priority priority, String text, int tries, Instant at) {
    @Override
    public String toString() {
        return "Dispatch[" + clientId + ", try " + tries + "]";
    }
}
