package io.ilinknotify.ilink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.util.HashUtil;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One message of {@code getupdates}, with the fields that the agent needs.
 *
 * @param messageId the server's id, as text, at most 100 characters; empty when absent
 * @param fromUserId who wrote it
 * @param fromUser {@code message_type} 1: a person, not a bot
 * @param contextToken what a send must carry; empty when absent
 * @param createdAt {@code create_time_ms}, when given
 * @param contentDigest SHA-256 of the items in 64 hexadecimal digits, to know a duplicate that comes under a new id;
 *     what belongs to one delivery is left out, so the same word written twice has the same digest: look at
 *     {@code createdAt} too; empty for a bot's
 */
public record InboundMessage(
        String messageId,
        String fromUserId,
        boolean fromUser,
        String contextToken,
        Optional<Instant> createdAt,
        String contentDigest) {
    private static final int BY_A_PERSON = 1;
    private static final int LONGEST_USER = 200;
    private static final int LONGEST_CONTEXT = 8_192;
    /** Ids, times, whether it is complete, and addresses that are signed anew each time. */
    private static final Set<String> OF_ONE_DELIVERY = Set.of(
            "msg_id",
            "svr_id",
            "create_time_ms",
            "update_time_ms",
            "is_completed",
            "encrypt_query_param",
            "full_url",
            "url");

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonNodeFeature.WRITE_NULL_PROPERTIES)
            .build();

    /** Reads one; empty when it names no sender, or when its tokens are longer than any that can be kept and sent back. */
    static Optional<InboundMessage> of(JsonNode message) {
        String from = Answer.text(message.path("from_user_id"));
        String context = Answer.text(message.path("context_token"));
        if (from.isEmpty() || from.length() > LONGEST_USER || context.length() > LONGEST_CONTEXT) {
            return Optional.empty();
        }
        OptionalLong type = Answer.number(message.path("message_type"));
        OptionalLong created = Answer.number(message.path("create_time_ms"));
        boolean byPerson = type.isPresent() && type.getAsLong() == BY_A_PERSON;
        return Optional.of(new InboundMessage(
                Answer.id(message.path("message_id")),
                from,
                byPerson,
                context,
                created.orElse(0) > 0 ? Optional.of(Instant.ofEpochMilli(created.getAsLong())) : Optional.empty(),
                byPerson ? digest(message.path("item_list")) : ""));
    }

    static String digest(JsonNode items) {
        JsonNode kept =
                items.isMissingNode() || items.isNull() ? JsonNodeFactory.instance.arrayNode() : items.deepCopy();
        dropWhatIsOfOneDelivery(kept);
        try {
            return HashUtil.sha256(CANONICAL.writeValueAsString(kept));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read can be written", e);
        }
    }

    private static void dropWhatIsOfOneDelivery(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_ONE_DELIVERY);
        }
        node.forEach(InboundMessage::dropWhatIsOfOneDelivery);
    }

    @Override
    public String toString() {
        return "InboundMessage[" + messageId + "]";
    }
}
