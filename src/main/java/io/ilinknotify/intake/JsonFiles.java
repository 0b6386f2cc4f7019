package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.media.Upload;
import org.jspecify.annotations.Nullable;

import java.util.stream.StreamSupport;

/** Takes files out of JSON that stand in it as Base64. */
public final class JsonFiles {
    /** As Apprise has them: each with {@code filename} and {@code base64}. Slack's are something else. */
    private static final String LIST = "attachments";

    private JsonFiles() {}

    /** Those of a list, as far as it is one of files. */
    public static void takeList(ObjectNode payload, Upload files) {
        if (payload.get(LIST) instanceof ArrayNode list
                && StreamSupport.stream(list.spliterator(), false).anyMatch(one -> isText(one.get("base64")))) {
            payload.remove(LIST);
            list.forEach(one -> take(one, "base64", LIST, JsonText.text(one, "filename"), files));
        }
    }

    /** The one in a member. */
    public static void takeOne(ObjectNode payload, String member, Upload files) {
        take(payload, member, member, "", files);
        payload.remove(member);
    }

    private static void take(JsonNode holder, String member, String field, String name, Upload files) {
        if (isText(holder.get(member))) {
            files.addBase64(field, name, holder.get(member).textValue());
        }
    }

    private static boolean isText(@Nullable JsonNode node) {
        return node != null && node.isTextual();
    }
}
