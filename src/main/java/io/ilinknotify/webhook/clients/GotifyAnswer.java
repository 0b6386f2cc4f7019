package io.ilinknotify.webhook.clients;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;

import java.time.temporal.ChronoUnit;

/** A message as Gotify answers it; {@code id} is our place in the order of acceptance, {@code appid} always 1. */
@RegisterForReflection
record GotifyAnswer(long id, int appid, String message, String title, int priority, String date) {
    static GotifyAnswer of(OutboxEntry entry, int priority) {
        NotificationDraft content = entry.notification().content();
        String title = content.title();
        return new GotifyAnswer(
                entry.seq(),
                1,
                content.text(),
                title == null ? "" : title,
                priority,
                entry.notification().createdAt().truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
