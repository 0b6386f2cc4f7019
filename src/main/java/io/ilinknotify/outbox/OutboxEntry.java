package io.ilinknotify.outbox;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Notification;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A notification of the outbox with its state.
 *
 * @param seq its place in the order of acceptance
 * @param reason why it is not out yet; {@code null} when there is nothing to explain
 * @param told how much of it was told, once a message carried it; whole only when its attachments were sent
 * @param messageId the server's id of the message that told it, as text
 * @param mergedInto the {@code client_id} of the message that it shared with others, or what replaced it
 * @param attempts the sends that carried it, oldest first; empty in lists
 * @param attachments its files, in their order
 */
public record OutboxEntry(
        long seq,
        Notification notification,
        State state,
        @Nullable Reason reason,
        @Nullable Coverage told,
        @Nullable Instant finishedAt,
        @Nullable String messageId,
        @Nullable String mergedInto,
        List<Attempt> attempts,
        List<AttachmentEntry> attachments) {
    /**
     * One try to send a message that carried it.
     *
     * @param outcome the name of the outcome, such as {@code sent}, {@code lost}, {@code rate-limited}
     * @param detail what the server said, or the cause; or {@code null}
     */
    public record Attempt(
            Instant at, String outcome, @Nullable String detail) {}

    /** The same without what it says: for those who hold it long. */
    public OutboxEntry withoutText() {
        Notification silent = new Notification(
                notification.id(),
                notification.content().saying(null, ""),
                notification.createdAt(),
                notification.expiresAt());
        return new OutboxEntry(
                seq, silent, state, reason, told, finishedAt, messageId, mergedInto, attempts, attachments);
    }

    OutboxEntry explained(@Nullable Reason why, List<AttachmentEntry> files) {
        return new OutboxEntry(seq, notification, state, why, told, finishedAt, messageId, mergedInto, attempts, files);
    }
}
