package io.ilinknotify.ilink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.ilink.UploadOutcome.Uploaded;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** One message to the person. */
public sealed interface OutgoingMessage {
    /** Our own id of the message, unique; a repeat of the same message carries the same one. */
    String clientId();

    /** The token of the person's newest message. */
    String contextToken();

    /** The item of the message, field for field as the protocol page has it. */
    ObjectNode item();

    /** A text, as the phone shows it. */
    record Text(String clientId, String contextToken, String text) implements OutgoingMessage {
        private static final int TYPE = 1;

        @Override
        public ObjectNode item() {
            ObjectNode item = JsonNodeFactory.instance.objectNode().put("type", TYPE);
            item.putObject("text_item").put("text", text);
            return item;
        }

        @Override
        public String toString() {
            return "Text[" + clientId + ", " + text.length() + " chars]";
        }
    }

    /**
     * One picture, video or file: a message of its own, without a caption.
     *
     * @param name of the file, shown for a {@link MediaKind#FILE} only
     */
    record Media(String clientId, String contextToken, MediaKind kind, String name, Uploaded uploaded)
            implements OutgoingMessage {
        @Override
        public ObjectNode item() {
            ObjectNode item = JsonNodeFactory.instance.objectNode().put("type", kind.itemType);
            ObjectNode content = item.putObject(kind.itemName);
            // The base64 is of the key's hexadecimal text: of its bytes, the phone shows a grey box.
            String key = Base64.getEncoder().encodeToString(uploaded.key().getBytes(StandardCharsets.US_ASCII));
            content.putObject("media")
                    .put("encrypt_query_param", uploaded.reference())
                    .put("aes_key", key)
                    .put("encrypt_type", 1);
            switch (kind) {
                case IMAGE -> content.put("mid_size", uploaded.cipherSize());
                case VIDEO -> content.put("video_size", uploaded.cipherSize());
                case FILE -> content.put("file_name", name).put("len", Long.toString(uploaded.plainSize()));
            }
            return item;
        }

        @Override
        public String toString() {
            return "Media[" + clientId + ", " + kind + "]";
        }
    }
}
