package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.store.Tx;

import java.util.Optional;

/** The outcome of a notification at the door of the outbox. */
public sealed interface Acceptance {
    /** It is on disk. */
    record Stored(OutboxEntry entry) implements Acceptance {}

    /** A twin by {@code dedup_key}, or an exact retry by {@code Idempotency-Key}: the first one's record. */
    record Duplicate(OutboxEntry entry) implements Acceptance {}

    /** The {@code Idempotency-Key} was used within 24 h for another body. */
    record KeyReused() implements Acceptance {}

    /** There is no room for one of its priority. */
    record Full(String detail) implements Acceptance {}

    /** A further write in the transaction that stores a notification. */
    @FunctionalInterface
    interface Recorder {
        /** Runs when the notification is on record, the first one's in place of a duplicate. */
        void record(Tx tx, NotificationId id);
    }

    /** The record that it has now; empty when it was refused. */
    default Optional<OutboxEntry> recorded() {
        return switch (this) {
            case Stored(OutboxEntry entry) -> Optional.of(entry);
            case Duplicate(OutboxEntry entry) -> Optional.of(entry);
            case KeyReused refused -> Optional.empty();
            case Full refused -> Optional.empty();
        };
    }
}
