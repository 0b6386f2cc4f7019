package io.ilinknotify.ilink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One picture, video or file: a message of its own, without a caption.
 *
 * @param name of the file, shown for a {@link MediaKind#FILE} only
 */
public record OutgoingMedia(String clientId, String contextToken, MediaKind kind, String name, UploadedMedia media)
        implements OutgoingMessage {
    @Override
    public ObjectNode item() {
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("type", kind.itemType);
        ObjectNode content = item.putObject(kind.itemName);
        // The base64 is of the key's hexadecimal text: of its bytes, the phone shows a grey box.
        content.putObject("media")
                .put("encrypt_query_param", media.reference())
                .put("aes_key", Base64.getEncoder().encodeToString(media.key().getBytes(StandardCharsets.US_ASCII)))
                .put("encrypt_type", 1);
        switch (kind) {
            case IMAGE -> content.put("mid_size", media.cipherSize());
            case VIDEO -> content.put("video_size", media.cipherSize());
            case FILE -> content.put("file_name", name).put("len", Long.toString(media.plainSize()));
        }
        return item;
    }

    @Override
    public String toString() {
        return "OutgoingMedia[" + clientId + ", " + kind + ", " + media + "]";
    }
}
