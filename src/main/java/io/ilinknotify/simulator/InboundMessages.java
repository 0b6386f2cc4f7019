package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.math.BigInteger;
import java.time.Instant;

/** The messages that {@code getupdates} hands out, as JSON. Guarded by the lock. */
final class InboundMessages {
    static final int FROM_USER = 1;
    static final int FROM_BOT = 2;

    private final Ids ids;

    InboundMessages(Ids ids) {
        this.ids = ids;
    }

    ObjectNode text(SimulatedUser to, String from, int messageType, String text, String contextToken, Instant now) {
        ObjectNode message = message(to, from, messageType, contextToken, now);
        ObjectNode item = message.putArray("item_list").addObject().put("type", 1);
        item.putObject("text_item").put("text", text);
        return message;
    }

    /** An item that is no text: 2 image, 3 voice, 4 file, 5 video. */
    ObjectNode media(SimulatedUser to, String from, int itemType, String contextToken, Instant now) {
        ObjectNode message = message(to, from, FROM_USER, contextToken, now);
        String kind = switch (itemType) {
            case 2 -> "image_item";
            case 3 -> "voice_item";
            case 4 -> "file_item";
            default -> "video_item";
        };
        ObjectNode item = message.putArray("item_list").addObject().put("type", itemType);
        item.putObject(kind)
                .putObject("media")
                .put("encrypt_query_param", ids.hex(40))
                .put("encrypt_type", 1);
        return message;
    }

    ObjectNode again(ObjectNode message, boolean newId) {
        ObjectNode copy = message.deepCopy();
        return newId ? copy.put("message_id", ids.message()) : copy;
    }

    /** With fields that nobody documents, as the real ones have. */
    private ObjectNode message(SimulatedUser to, String from, int messageType, String contextToken, Instant now) {
        BigInteger id = ids.message();
        return Json.object()
                .put("seq", to.inbox.size() + 1)
                .put("message_id", id)
                .put("from_user_id", from)
                .put("to_user_id", to.botId)
                .put("client_id", ids.hex(16))
                .put("create_time_ms", now.toEpochMilli())
                .put("update_time_ms", now.toEpochMilli())
                .put("delete_time_ms", 0)
                .put("session_id", "")
                .put("group_id", "")
                .put("message_type", messageType)
                .put("message_state", 2)
                .put("context_token", contextToken);
    }
}
