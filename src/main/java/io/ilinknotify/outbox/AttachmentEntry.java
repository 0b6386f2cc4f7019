package io.ilinknotify.outbox;

import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import org.jspecify.annotations.Nullable;

/**
 * An attachment of a stored notification with its state.
 *
 * @param seq its notification
 * @param number its place among the attachments of the notification, from 0
 * @param state like that of a notification; {@code HELD} with {@code REJECTED} when the server refused the file
 * @param reason why it is not out yet; {@code null} when there is nothing to explain
 * @param detail what the server said of it, or {@code null}
 * @param tries how many uploads of it failed
 */
public record AttachmentEntry(
        long seq,
        int number,
        Attachment attachment,
        State state,
        @Nullable Reason reason,
        @Nullable String detail,
        int tries) {
    AttachmentEntry as(WaitStatus standing) {
        return new AttachmentEntry(seq, number, attachment, standing.state(), standing.reason(), detail, tries);
    }
}
