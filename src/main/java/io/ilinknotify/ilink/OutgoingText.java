package io.ilinknotify.ilink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A text, as the phone shows it. */
public record OutgoingText(String clientId, String contextToken, String text) implements OutgoingMessage {
    private static final int TYPE = 1;

    @Override
    public ObjectNode item() {
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("type", TYPE);
        item.putObject("text_item").put("text", text);
        return item;
    }

    @Override
    public String toString() {
        return "OutgoingText[" + clientId + ", " + text.length() + " chars]";
    }
}
