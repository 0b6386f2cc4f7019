package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.webhook.ForeignMessage;
import io.quarkus.runtime.annotations.RegisterForReflection;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** A message as Gotify's clients send it and as Gotify answers it. */
final class GotifyMessage {
    private static final int USUAL = 5;

    private GotifyMessage() {}

    static ForeignMessage of(JsonNode payload) {
        return new ForeignMessage(
                JsonText.text(payload, "title"),
                payload.isTextual() ? payload.asText() : JsonText.text(payload, "message"),
                priority(number(payload)),
                List.of(),
                JsonText.text(
                        payload.path("extras").path("client::notification").get("click"), "url"));
    }

    static Answer answer(JsonNode payload, OutboxEntry entry) {
        NotificationDraft content = entry.notification().content();
        String title = content.title();
        return new Answer(
                entry.seq(),
                1,
                content.text(),
                title == null ? "" : title,
                number(payload),
                entry.notification().createdAt().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** Gotify's answer; {@code id} is our place in the order of acceptance, {@code appid} always 1. */
    @RegisterForReflection
    record Answer(long id, int appid, String message, String title, int priority, String date) {}

    private static int number(JsonNode payload) {
        return payload.path("priority").asInt(USUAL);
    }

    /** Gotify's app is silent to 3, makes a sound to 7, and shows itself above. */
    private static Priority priority(int number) {
        if (number <= 3) {
            return Priority.LOW;
        }
        if (number <= 7) {
            return Priority.DEFAULT;
        }
        return number < 10 ? Priority.HIGH : Priority.CRITICAL;
    }
}
