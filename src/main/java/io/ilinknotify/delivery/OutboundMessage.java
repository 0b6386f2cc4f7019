package io.ilinknotify.delivery;

import io.ilinknotify.delivery.Uploads.UploadedFile;
import io.ilinknotify.delivery.policy.Decision.Kind;
import io.ilinknotify.delivery.policy.SenderContext.WaitingFile;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.render.Composed;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message that is decided, before it is paid for.
 *
 * @param priority of the most urgent notification that it carries
 * @param since when the oldest notification came that it is sent for; {@code null} when it is sent for none
 * @param content its text, whom it tells of, and earlier notifications whose uncertain end it tells; of a file its name
 * @param texts the long texts in it that go as files as well, by {@code seq}
 * @param file that it brings instead of a text; {@code null} when it brings none
 */
record OutboundMessage(
        Kind kind,
        long purse,
        Priority priority,
        @Nullable Instant since,
        Composed content,
        Map<Long, Attachment> texts,
        @Nullable UploadedFile file) {
    static OutboundMessage of(Kind kind, WaitingFile file, long purse, UploadedFile uploaded) {
        Composed name = new Composed(uploaded.name(), List.of(), List.of());
        return new OutboundMessage(kind, purse, file.priority(), file.since(), name, Map.of(), uploaded);
    }
}
