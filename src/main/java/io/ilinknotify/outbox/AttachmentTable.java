package io.ilinknotify.outbox;

import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Tx;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The SQL of attachments. The sender changes them in its own transactions; triggers end them with a notification that is
 * not told, queue them again with it, and delete them with it.
 */
public final class AttachmentTable {
    private static final String SELECT =
            "SELECT a.seq, a.number, a.name, a.type, a.size, a.sha256, a.state, a.reason, a.detail, a.tries FROM attachment a ";

    private AttachmentTable() {}

    static List<AttachmentEntry> insert(Tx tx, long seq, List<Attachment> attachments) {
        int number = 0;
        for (Attachment a : attachments) {
            tx.update(
                    "INSERT INTO attachment (seq, number, name, type, size, sha256, state) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    seq,
                    number++,
                    a.name(),
                    a.type(),
                    a.size(),
                    a.sha256(),
                    State.QUEUED);
        }
        return attachments.isEmpty() ? List.of() : of(tx, seq);
    }

    /** All of a notification, in their order. */
    public static List<AttachmentEntry> of(Tx tx, long seq) {
        return tx.all(SELECT + "WHERE a.seq = ? ORDER BY a.number", AttachmentTable::entry, seq);
    }

    /** One of a notification. */
    public static Optional<AttachmentEntry> find(Tx tx, long seq, int number) {
        return tx.first(SELECT + "WHERE a.seq = ? AND a.number = ?", AttachmentTable::entry, seq, number);
    }

    /** Those that wait and whose notification was told, the newest notification's first. */
    public static List<AttachmentEntry> waiting(Tx tx, int most) {
        return tx.all(SELECT + """
                JOIN notification n ON n.seq = a.seq
                WHERE a.finished_at IS NULL AND a.state IN ('QUEUED', 'HELD') AND n.finished_at IS NOT NULL
                ORDER BY a.seq DESC, a.number LIMIT ?
                """, AttachmentTable::entry, most);
    }

    /** It is on its way; {@code false} when it does not wait any more, and then nothing may be sent. */
    public static boolean take(Tx tx, long seq, int number) {
        return tx.update("""
                        UPDATE attachment SET state = 'SENDING', reason = NULL
                        WHERE seq = ? AND number = ? AND state IN ('QUEUED', 'HELD')
                        """, seq, number) == 1;
    }

    /** It is final. */
    public static void finish(
            Tx tx, long seq, int number, State state, @Nullable Reason reason, @Nullable String detail, Instant now) {
        tx.update("""
                UPDATE attachment SET state = ?, reason = ?, detail = ?, finished_at = ? WHERE seq = ? AND number = ?
                """, state, reason, detail, now, seq, number);
    }

    /** It waits, by itself or for something to change. */
    public static void stand(Tx tx, long seq, int number, WaitStatus standing, @Nullable String detail) {
        tx.update("""
                UPDATE attachment SET state = ?, reason = ?, detail = ? WHERE seq = ? AND number = ?
                """, standing.state(), standing.reason(), detail, seq, number);
    }

    /** An upload of it failed. */
    public static void tried(Tx tx, long seq, int number) {
        tx.update("UPDATE attachment SET tries = tries + 1 WHERE seq = ? AND number = ?", seq, number);
    }

    /** Ends those that waited too long after their notification was told; what is urgent (2 and above) does not expire. */
    static int expire(Tx tx, Instant now, int most) {
        return tx.update("""
                UPDATE attachment SET state = 'EXPIRED', reason = NULL, finished_at = ?1 WHERE (seq, number) IN (
                    SELECT a.seq, a.number FROM attachment a JOIN notification n ON n.seq = a.seq
                    WHERE a.finished_at IS NULL AND a.state IN ('QUEUED', 'HELD') AND n.finished_at IS NOT NULL
                        AND n.priority < 2 AND n.expires_at <= ?1 LIMIT ?2)
                """, now, most);
    }

    private static AttachmentEntry entry(Row row) {
        String reason = row.textOrNull("reason");
        return new AttachmentEntry(
                row.number("seq"),
                row.count("number"),
                new Attachment(row.text("name"), row.text("type"), row.number("size"), row.text("sha256")),
                State.valueOf(row.text("state")),
                reason == null ? null : Reason.valueOf(reason),
                row.textOrNull("detail"),
                row.count("tries"));
    }
}
