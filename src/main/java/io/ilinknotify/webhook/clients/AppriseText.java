package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.ForeignMessage;

/** Reads what the Apprise API takes. */
final class AppriseText {
    private AppriseText() {}

    static ForeignMessage of(JsonNode payload) {
        return ForeignMessage.of(
                JsonText.text(payload, "title"),
                payload.isTextual() ? payload.asText() : JsonText.text(payload, "body"),
                JsonText.text(payload, "type").equals("failure") ? Priority.HIGH : Priority.DEFAULT);
    }
}
