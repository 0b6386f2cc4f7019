package io.ilinknotify.outbox;

import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;

import java.util.List;
import java.util.Map;

/**
 * How what waits of each priority stands for the moment. Told from memory: a reason that changes with every send is not worth a
 * write to every row.
 */
public record Standings(Map<Priority, WaitStatus> texts, Map<Priority, WaitStatus> files) {
    /** The same with what its row does not say. */
    OutboxEntry explained(OutboxEntry entry) {
        WaitStatus standing = texts.get(entry.notification().content().priority());
        boolean unexplained = entry.state() == State.QUEUED && entry.reason() == null;
        OutboxEntry explained =
                unexplained && standing != null && standing.state() == State.QUEUED && standing.reason() != null
                        ? entry.because(standing.reason())
                        : entry;
        return explained.attachments().isEmpty() ? explained : explained.with(filesOf(explained));
    }

    /** A file stands as its notification does until that is told, and then as others of its priority. */
    private List<AttachmentEntry> filesOf(OutboxEntry entry) {
        WaitStatus asText = entry.state().isWaiting() ? new WaitStatus(entry.state(), entry.reason()) : WaitStatus.NEXT;
        WaitStatus standing = entry.state().isFinal()
                ? files.getOrDefault(entry.notification().content().priority(), WaitStatus.NEXT)
                : asText;
        return entry.attachments().stream()
                .map(file -> file.state() == State.QUEUED ? file.as(standing) : file)
                .toList();
    }
}
