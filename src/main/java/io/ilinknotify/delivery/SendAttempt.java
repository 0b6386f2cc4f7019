package io.ilinknotify.delivery;

import io.ilinknotify.delivery.Uploads.UploadedFile;
import io.ilinknotify.ilink.OutgoingMessage;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.window.PurseEntry;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One try to send a message: it is paid for and written down, so that it may leave.
 *
 * @param clientId our id of the message; a repeat has the same
 * @param contextToken what the send must carry; empty once it has left
 * @param priority of the most urgent notification that it carries
 * @param text what the phone shows, or the name of the file
 * @param tries how often it left, this time included
 * @param file that it brings; {@code null} when it is a text
 */
record SendAttempt(
        String clientId,
        long purse,
        String contextToken,
        Priority priority,
        String text,
        int tries,
        Instant at,
        @Nullable UploadedFile file) {
    SendAttempt again(PurseEntry newest, Instant now) {
        return new SendAttempt(clientId, newest.id(), newest.contextToken(), priority, text, tries + 1, now, file);
    }

    OutgoingMessage outgoing() {
        return file == null
                ? new OutgoingMessage.Text(clientId, contextToken, text)
                : new OutgoingMessage.Media(clientId, contextToken, file.kind(), file.name(), file.uploaded());
    }

    @Override
    public String toString() {
        return "SendAttempt[" + clientId + ", try " + tries + "]";
    }
}
