package io.ilinknotify.ilink;

import java.time.Instant;
import java.util.Optional;

/**
 * One message of {@code getupdates}, with what the agent needs of it.
 *
 * @param messageId the server's id, as text, at most 100 characters; empty when absent
 * @param fromUserId who wrote it
 * @param fromUser {@code message_type} 1: a person, not a bot
 * @param contextToken what a send must carry; empty when absent
 * @param createdAt {@code create_time_ms}, when given
 * @param contentDigest SHA-256 of the items in 64 hexadecimal digits, to know a duplicate that comes under a new id;
 *     what belongs to one delivery (ids, times, signed addresses) is left out, so the same word written twice has the
 *     same digest: look at {@code createdAt} too; empty for a bot's
 */
public record InboundMessage(
        String messageId,
        String fromUserId,
        boolean fromUser,
        String contextToken,
        Optional<Instant> createdAt,
        String contentDigest) {
    @Override
    public String toString() {
        return "InboundMessage[" + messageId + "]";
    }
}
