package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** The messages that {@code getupdates} hands out, as JSON. Guarded by the lock. */
final class InboundMessages {
    static final int FROM_USER = 1;
    static final int FROM_BOT = 2;

    private final SimulatedIlink server;

    InboundMessages(SimulatedIlink server) {
        this.server = server;
    }

    ObjectNode text(SimulatedUser to, String from, int messageType, String text, String contextToken) {
        ObjectNode message = message(to, from, messageType, contextToken);
        ObjectNode item = message.putArray("item_list").addObject().put("type", 1);
        item.putObject("text_item").put("text", text);
        return message;
    }

    /** An item that is no text: 2 image, 3 voice, 4 file, 5 video. */
    ObjectNode media(SimulatedUser to, String from, int itemType, String contextToken) {
        ObjectNode message = message(to, from, FROM_USER, contextToken);
        String kind =
                List.of("image_item", "voice_item", "file_item", "video_item").get(itemType - 2);
        ObjectNode item = message.putArray("item_list").addObject().put("type", itemType);
        item.putObject(kind)
                .putObject("media")
                .put("encrypt_query_param", server.ids.hex(40))
                .put("encrypt_type", 1);
        return message;
    }

    /** With fields that nobody documents, as the real ones have. */
    private ObjectNode message(SimulatedUser to, String from, int messageType, String contextToken) {
        long now = server.clock.millis();
        return Json.object()
                .put("seq", to.inbox.size() + 1)
                .put("message_id", server.ids.message())
                .put("from_user_id", from)
                .put("to_user_id", to.botId)
                .put("client_id", server.ids.hex(16))
                .put("create_time_ms", now)
                .put("update_time_ms", now)
                .put("delete_time_ms", 0)
                .put("session_id", "")
                .put("group_id", "")
                .put("message_type", messageType)
                .put("message_state", 2)
                .put("context_token", contextToken);
    }
}
