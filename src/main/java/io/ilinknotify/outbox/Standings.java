package io.ilinknotify.outbox;

import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;

import java.util.Map;

/**
 * How what waits of each priority stands for the moment. Told from memory: a reason that changes with every send is not worth a
 * write to every row.
 */
public record Standings(Map<Priority, WaitStatus> texts, Map<Priority, WaitStatus> files) {
    /** The same with what its row does not say. A file stands as its notification does until that is told. */
    OutboxEntry explained(OutboxEntry entry) {
        Priority priority = entry.notification().content().priority();
        WaitStatus text = texts.getOrDefault(priority, WaitStatus.NEXT);
        boolean unexplained = entry.state() == State.QUEUED && entry.reason() == null && text.state() == State.QUEUED;
        Reason reason = unexplained ? text.reason() : entry.reason();
        WaitStatus told = entry.state().isFinal() ? files.getOrDefault(priority, WaitStatus.NEXT) : WaitStatus.NEXT;
        WaitStatus file = entry.state().isWaiting() ? new WaitStatus(entry.state(), reason) : told;
        return entry.explained(
                reason,
                entry.attachments().stream()
                        .map(one -> one.state() == State.QUEUED ? one.as(file) : one)
                        .toList());
    }
}
