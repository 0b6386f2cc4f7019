package io.ilinknotify.webhook.clients;

import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A message as ntfy answers it. */
@RegisterForReflection
record NtfyAnswer(String id, long time, String event, String topic, String message) {
    static NtfyAnswer of(OutboxEntry entry, String topic) {
        return new NtfyAnswer(
                entry.notification().id().value(),
                entry.notification().createdAt().getEpochSecond(),
                "message",
                topic,
                entry.notification().content().text());
    }
}
