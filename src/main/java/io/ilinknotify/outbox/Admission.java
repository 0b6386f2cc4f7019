package io.ilinknotify.outbox;

import io.ilinknotify.notification.Notification;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.store.Tx;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides at the door of the outbox, inside the caller's transaction: a retry, a twin, no room, or a new one. */
record Admission(OutboxConfig config, Duration dedupWindow) {
    /** How long an {@code Idempotency-Key} stands for its request. */
    static final Duration IDEMPOTENT = Duration.ofHours(24);

    /** The share of rows and bytes that only {@code high} and above may fill. */
    private static final double URGENT_SHARE = 0.2;

    /**
     * @param standings how what waits of each priority stands
     * @param superseded is told which gave way, most often none, once the new one is sure to be stored
     */
    Acceptance accept(
            Tx tx,
            NotificationId id,
            NotificationDraft draft,
            @Nullable IdempotencyKey key,
            Map<Priority, WaitStatus> standings,
            Instant now,
            Consumer<List<NotificationId>> superseded) {
        Optional<Acceptance> seen = key == null ? Optional.empty() : retryOf(tx, draft.client(), key, now);
        if (seen.isEmpty()) {
            seen = twinOf(tx, draft, key, now);
        }
        if (seen.isPresent()) {
            return seen.get();
        }
        String thread = draft.thread();
        List<NotificationId> gone =
                thread == null ? List.of() : OutboxTable.supersede(tx, draft.client(), thread, id, now);
        Optional<Acceptance> full = full(OutboxTable.size(tx), draft);
        if (full.isPresent() && gone.isEmpty()) {
            return full.get();
        }
        superseded.accept(gone);
        Duration ttl = draft.ttl();
        Notification notification = new Notification(id, draft, now, now.plus(ttl == null ? config.ttl() : ttl));
        WaitStatus standing = standings.getOrDefault(draft.priority(), WaitStatus.NEXT);
        OutboxEntry entry = NotificationTable.insert(tx, notification, standing.storedAs());
        if (key != null) {
            OutboxTable.rememberKey(tx, draft.client(), key, entry.seq(), now);
        }
        return new Acceptance.Accepted(entry, false);
    }

    private static Optional<Acceptance> retryOf(Tx tx, String client, IdempotencyKey key, Instant now) {
        Optional<OutboxTable.Idempotent> first = OutboxTable.idempotent(tx, client, key.key(), now.minus(IDEMPOTENT));
        if (first.isPresent() && !first.get().digest().equals(key.digest())) {
            return Optional.of(new Acceptance.KeyReused());
        }
        return first.flatMap(f -> NotificationTable.find(tx, f.seq()))
                .map(entry -> new Acceptance.Accepted(entry, true));
    }

    private Optional<Acceptance> twinOf(Tx tx, NotificationDraft draft, @Nullable IdempotencyKey key, Instant now) {
        String dedupKey = draft.dedupKey();
        if (dedupKey == null) {
            return Optional.empty();
        }
        Optional<OutboxEntry> twin = NotificationTable.newestTwin(
                        tx, draft.client(), dedupKey, now.minus(dedupWindow), now)
                .filter(t -> t.state() != State.SUPERSEDED && t.reason() != Reason.OTHER_PERSON);
        if (key != null) {
            twin.ifPresent(t -> OutboxTable.rememberKey(tx, draft.client(), key, t.seq(), now));
        }
        return twin.map(entry -> new Acceptance.Accepted(entry, true));
    }

    private Optional<Acceptance> full(OutboxTable.Size size, NotificationDraft draft) {
        boolean urgent = draft.priority().atLeast(Priority.HIGH);
        double share = urgent ? 1 : 1 - URGENT_SHARE;
        if (size.pending() >= (long) (config.maxPending() * share)) {
            return Optional.of(new Acceptance.Full(size.pending() + " notifications wait (notify.outbox.max-pending = "
                    + config.maxPending() + (urgent ? ")." : ", the last fifth is for high and critical).")));
        }
        if (size.bytes() >= (long) (config.maxBytes() * share)) {
            return Optional.of(new Acceptance.Full("The texts that wait fill notify.outbox.max-bytes"
                    + (urgent ? "." : " (the last fifth is for high and critical).")));
        }
        return Optional.empty();
    }
}
