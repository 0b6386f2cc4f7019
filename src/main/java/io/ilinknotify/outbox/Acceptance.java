package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.store.Tx;

import java.util.Optional;

/** The outcome of a notification at the door of the outbox. */
public sealed interface Acceptance {
    /**
     * It is on disk.
     *
     * @param duplicate whether the record is that of an earlier one: of a twin by {@code dedup_key}, or of the first of exact
     *     retries by {@code Idempotency-Key}
     */
    record Accepted(OutboxEntry entry, boolean duplicate) implements Acceptance {}

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
        return this instanceof Accepted accepted ? Optional.of(accepted.entry()) : Optional.empty();
    }
}
