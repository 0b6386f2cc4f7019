package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.SlowTexts;
import io.ilinknotify.notification.NotificationDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClientTextSpeedTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final NotificationDraft DRAFT = NotificationDraft.of("ci", "slack");

    @Test
    void slack() {
        SlowTexts.areFastWith(ChatText::plain);
    }

    /** Each attachment was compared with all that stood before it. */
    @Test
    @Timeout(5)
    void slackWithManyAttachments() {
        ObjectNode payload = JSON.objectNode();
        payload.put("text", "x".repeat(100_000));
        for (int i = 0; i < 30_000; i++) {
            payload.withArray("attachments").addObject().put("text", "x");
        }

        ChatText.slack(payload, DRAFT);
    }

    @Test
    void wecom() {
        SlowTexts.areFastWith(text -> ChatText.wecom(wecom(text), DRAFT));
    }

    @Test
    void telegram() {
        for (String mode : new String[] {"MarkdownV2", "HTML", ""}) {
            SlowTexts.areFastWith(text ->
                    PushText.telegram(JSON.objectNode().put("text", text).put("parse_mode", mode), DRAFT));
        }
    }

    @Test
    void draft() {
        SlowTexts.areFastWith(text -> DRAFT.saying(text, "x" + text).cut());
    }

    private static JsonNode wecom(String text) {
        ObjectNode payload = JSON.objectNode();
        payload.putObject("markdown").put("content", text);
        return payload;
    }
}
