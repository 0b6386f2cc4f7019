package io.ilinknotify.outbox;

import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.NotificationId;
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
    /** The condition of a file that the sender may take: its notification was told, and nothing else holds it. */
    public static final String WAITS = "told_at IS NOT NULL AND finished_at IS NULL AND state = 'QUEUED'";

    /** The number of a long text that goes as a file, after those of the sender. */
    public static final int TEXT = 4;

    private static final String SELECT = "SELECT a.* FROM attachment a ";
    private static final String TOLD = "told_at IS NOT NULL AND finished_at IS NULL AND ";
    private static final String AGAIN =
            "state = 'QUEUED', reason = NULL, detail = NULL, tries = 0, finished_at = NULL ";

    private AttachmentTable() {}

    static List<AttachmentEntry> insert(Tx tx, long seq, List<Attachment> attachments) {
        int number = 0;
        for (Attachment attachment : attachments) {
            insert(tx, seq, number++, attachment);
        }
        return attachments.isEmpty() ? List.of() : of(tx, seq);
    }

    /** Adds the text of a notification as a file; nothing happens when it is there. */
    public static void insertText(Tx tx, long seq, Attachment text) {
        insert(tx, seq, TEXT, text);
    }

    private static void insert(Tx tx, long seq, int number, Attachment a) {
        String sql = "INSERT OR IGNORE INTO attachment (seq, number, name, type, size, sha256, state)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)";
        tx.update(sql, seq, number, a.name(), a.type(), a.size(), a.sha256(), State.QUEUED);
    }

    /** Counts the files that are not final. */
    static long waiting(Tx tx) {
        return tx.number("SELECT count(*) AS n FROM attachment INDEXED BY attachment_open WHERE finished_at IS NULL");
    }

    public static List<AttachmentEntry> of(Tx tx, long seq) {
        return tx.all(SELECT + "WHERE a.seq = ? ORDER BY a.number", AttachmentTable::entry, seq);
    }

    public static Optional<AttachmentEntry> find(Tx tx, long seq, int number) {
        return tx.first(SELECT + "WHERE a.seq = ? AND a.number = ?", AttachmentTable::entry, seq, number);
    }

    /** Marks a file as on its way; {@code false} when it does not wait any more, and then it may not be sent. */
    public static boolean take(Tx tx, long seq, int number) {
        String sql = "UPDATE attachment SET state = 'SENDING', detail = NULL WHERE seq = ? AND number = ? AND " + WAITS;
        return tx.update(sql, seq, number) == 1;
    }

    public static void finish(Tx tx, long seq, int number, State state, @Nullable String detail, Instant now) {
        tx.update("""
                UPDATE attachment SET state = ?, reason = NULL, detail = ?, finished_at = ? WHERE seq = ? AND number = ?
                """, state, detail, now, seq, number);
    }

    /** Lets a file wait for the sender, or for a reason of its own; nothing happens to a final one. */
    public static void stand(Tx tx, long seq, int number, WaitStatus standing, @Nullable String detail) {
        tx.update("""
                UPDATE attachment SET state = ?, reason = ?, detail = ?
                WHERE seq = ? AND number = ? AND finished_at IS NULL
                """, standing.state(), standing.reason(), detail, seq, number);
    }

    public static void tried(Tx tx, long seq, int number) {
        tx.update("UPDATE attachment SET tries = tries + 1 WHERE seq = ? AND number = ?", seq, number);
    }

    /** The person has written: files that could not be uploaded are worth more tries. */
    public static void uploadAgain(Tx tx) {
        tx.update("UPDATE attachment SET " + AGAIN + "WHERE " + TOLD + "state = 'HELD' AND reason = 'CANNOT_UPLOAD'");
    }

    /** Another person signed in: the files that wait were meant for the former one, as their texts were. */
    static void holdForFormerPerson(Tx tx) {
        tx.update("UPDATE attachment SET state = 'HELD', reason = 'OTHER_PERSON' WHERE " + TOLD
                + "state IN ('QUEUED', 'HELD')");
    }

    /** Lets the files that were meant for the former person go to the present one; returns how many. */
    static int handOver(Tx tx, Instant expiresAt) {
        tx.update(
                "UPDATE notification SET expires_at = max(expires_at, ?) WHERE seq IN (SELECT seq FROM attachment WHERE "
                        + TOLD + "reason = 'OTHER_PERSON')",
                expiresAt);
        return tx.update("UPDATE attachment SET " + AGAIN + "WHERE " + TOLD + "reason = 'OTHER_PERSON'");
    }

    /** Cancels the files that were meant for the former person; returns how many. */
    static int drop(Tx tx, Instant now) {
        return tx.update(
                "UPDATE attachment SET state = 'CANCELLED', reason = NULL, finished_at = ? WHERE " + TOLD
                        + "reason = 'OTHER_PERSON'",
                now);
    }

    /** Lets the files of a notification that was told wait again, as far as they were not sent. */
    static void retry(Tx tx, NotificationId id, Instant expiresAt) {
        int again = tx.update("UPDATE attachment SET " + AGAIN + """
                WHERE seq = (SELECT seq FROM notification WHERE id = ? AND state = 'SENT')
                    AND (state = 'HELD' OR (finished_at IS NOT NULL AND state <> 'SENT'))
                """, id.value());
        if (again > 0) {
            tx.update("UPDATE notification SET expires_at = max(expires_at, ?) WHERE id = ?", expiresAt, id.value());
        }
    }

    /** Cancels the waiting files of a notification that was told, or gives up those that the server refused. */
    static void end(Tx tx, NotificationId id, State state, Instant now) {
        tx.update(
                "UPDATE attachment SET state = ?1, finished_at = ?2, reason = NULL WHERE " + TOLD + """
                seq = (SELECT seq FROM notification WHERE id = ?3) AND state IN ('QUEUED', 'HELD')
                    AND (?1 = 'CANCELLED' OR reason = 'REJECTED')
                """,
                state,
                now,
                id.value());
    }

    /** Ends files that waited too long after their notification was told; what is urgent (2 and above) does not expire. */
    static int expire(Tx tx, Instant now, int most) {
        return tx.update(
                "UPDATE attachment SET state = 'EXPIRED', reason = NULL, finished_at = ?1 WHERE (seq, number) IN ("
                        + "SELECT seq, number FROM attachment a WHERE " + TOLD + """
                    priority < 2 AND state IN ('QUEUED', 'HELD') AND reason IS NOT 'OTHER_PERSON'
                        AND ?1 >= (SELECT expires_at FROM notification n WHERE n.seq = a.seq) LIMIT ?2)
                """,
                now,
                most);
    }

    /** Tells whether a content in {@code media/} belongs to a notification. */
    public static boolean refersTo(Tx tx, String sha256) {
        return tx.any("SELECT 1 FROM attachment WHERE sha256 = ?", sha256);
    }

    /** Tells whether a content lost its last notification. */
    public static boolean hasUnused(Tx tx) {
        return tx.any("SELECT 1 FROM unused_media");
    }

    /** Takes contents that lost their last notification, at most so many. */
    public static List<String> takeUnused(Tx tx, int most) {
        return tx.all("""
                DELETE FROM unused_media WHERE sha256 IN (SELECT sha256 FROM unused_media LIMIT ?) RETURNING sha256
                """, row -> row.text("sha256"), most);
    }

    private static AttachmentEntry entry(Row row) {
        return new AttachmentEntry(
                row.number("seq"),
                row.count("number"),
                new Attachment(row.text("name"), row.text("type"), row.number("size"), row.text("sha256")),
                State.valueOf(row.text("state")),
                row.constantOrNull(Reason.class, "reason"),
                row.textOrNull("detail"),
                row.count("tries"));
    }
}
