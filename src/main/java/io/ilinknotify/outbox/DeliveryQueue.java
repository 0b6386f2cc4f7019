package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.notification.Told;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Tx;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the sender sees and changes of the outbox, always in its own transaction. */
@ApplicationScoped
public class DeliveryQueue {
    private static final String WAITS = """
            finished_at IS NULL AND state IN ('QUEUED', 'HELD')
            AND (reason IS NULL OR reason NOT IN ('REJECTED', 'OTHER_PERSON'))
            """;

    private final Outbox outbox;

    public DeliveryQueue(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * All that waits of one priority.
     *
     * @param count how many
     * @param newest when the newest was accepted
     */
    public record Group(int count, Instant newest) {}

    /** What waits, by priority; a priority of which nothing waits is absent. */
    public Map<Priority, Group> waiting(Tx tx) {
        Map<Priority, Group> groups = new EnumMap<>(Priority.class);
        tx.all(
                        "SELECT priority, count(*) AS n, max(created_at) AS newest FROM notification WHERE " + WAITS
                                + " GROUP BY priority",
                        row -> Map.entry(
                                Priority.values()[row.count("priority")],
                                new Group(row.count("n"), row.time("newest"))))
                .forEach(entry -> groups.put(entry.getKey(), entry.getValue()));
        return groups;
    }

    /** The first that waits of a priority, in the order of acceptance. */
    public List<OutboxEntry> first(Tx tx, Priority priority, int most) {
        return tx
                .all(
                        "SELECT seq FROM notification WHERE " + WAITS + " AND priority = ? ORDER BY seq LIMIT ?",
                        row -> row.number("seq"),
                        priority.ordinal(),
                        most)
                .stream()
                .map(seq -> NotificationTable.find(tx, seq).orElseThrow())
                .toList();
    }

    /** They are on their way; {@code false} when one of them does not wait any more, and then nothing may be sent. */
    public boolean take(Tx tx, List<Long> seqs) {
        return seqs.stream()
                .allMatch(seq -> tx.update(
                                "UPDATE notification SET state = 'SENDING', reason = NULL WHERE seq = ? AND " + WAITS,
                                seq)
                        == 1);
    }

    /**
     * A message settled them.
     *
     * @param told how much of it the message told
     * @param messageId the server's id; {@code null} without one
     * @param mergedInto the message, when it carried others as well
     */
    public void finish(
            Tx tx,
            long seq,
            State state,
            Told told,
            @Nullable String messageId,
            @Nullable String mergedInto,
            Instant now) {
        List<NotificationId> ids = tx.all(
                """
                UPDATE notification SET state = ?, reason = NULL, told = ?, message_id = ?, merged_into = ?,
                    finished_at = ?, mention = ? WHERE seq = ? RETURNING id
                """,
                DeliveryQueue::id,
                state,
                told,
                messageId,
                mergedInto,
                now,
                state == State.UNKNOWN || state == State.UNCONFIRMED,
                seq);
        outbox.finished(tx, ids);
    }

    /** It was not told, or not all of it, and waits again as others of its priority do. */
    public void putBack(Tx tx, long seq) {
        tx.update("UPDATE notification SET state = 'QUEUED', reason = NULL WHERE seq = ?", seq);
        outbox.standAgain(tx, seq);
    }

    /** The server refused this very one; it waits for the operator, or for the next message of the person. */
    public void reject(Tx tx, long seq) {
        tx.update("UPDATE notification SET state = 'HELD', reason = ? WHERE seq = ?", Reason.REJECTED, seq);
    }

    /** The server called it invalid; it goes out once more, alone and without markup. */
    public void makeBare(Tx tx, long seq) {
        tx.update("UPDATE notification SET bare = 1 WHERE seq = ?", seq);
    }

    /** Whether it went out without markup already. */
    public boolean isBare(Tx tx, long seq) {
        return tx.first("SELECT bare FROM notification WHERE seq = ?", row -> row.flag("bare"), seq)
                .orElse(false);
    }

    /** A reply is worth another try for what the server refused before. */
    public void retryRejected(Tx tx) {
        tx.all(
                        "SELECT seq FROM notification WHERE finished_at IS NULL AND reason = 'REJECTED'",
                        row -> row.number("seq"))
                .forEach(seq -> {
                    tx.update("UPDATE notification SET state = 'QUEUED', reason = NULL WHERE seq = ?", seq);
                    outbox.standAgain(tx, seq);
                });
    }

    /** Another person signed in: what waits was meant for the former one, and the operator decides. */
    public int keepForFormerPerson(Tx tx) {
        return tx.update("""
                UPDATE notification SET state = 'HELD', reason = 'OTHER_PERSON'
                WHERE finished_at IS NULL AND state IN ('QUEUED', 'HELD')
                """);
    }

    /** The same for one that was on its way. */
    public void keepForFormerPerson(Tx tx, long seq) {
        tx.update("UPDATE notification SET state = 'HELD', reason = ? WHERE seq = ?", Reason.OTHER_PERSON, seq);
    }

    private static NotificationId id(Row row) {
        return new NotificationId(row.text("id"));
    }
}
