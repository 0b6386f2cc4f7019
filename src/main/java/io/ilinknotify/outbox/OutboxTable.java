package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.store.Tx;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SQL of the queue as a whole: its size, what leaves it by the way, and what is forgotten. */
final class OutboxTable {
    private static final String AGAIN = """
            UPDATE notification SET state = 'QUEUED', reason = NULL, told = NULL, finished_at = NULL, merged_into = NULL,
                mention = 0, bare = 0, told_chars = 0, told_parts = 0, expires_at = max(expires_at, ?) WHERE
            """;

    private OutboxTable() {}

    /** How many notifications are open, their bytes, and those of the finished ones of which nothing is left to be told. */
    record Size(long pending, long bytes, long finished) {}

    static Size size(Tx tx) {
        return tx.first(
                        "SELECT pending, bytes, finished FROM outbox_size",
                        row -> new Size(row.number("pending"), row.number("bytes"), row.number("finished")))
                .orElseThrow();
    }

    static Outbox.QueueSize waiting(Tx tx) {
        return tx.first(
                        """
                        SELECT count(*) AS n, count(*) FILTER (WHERE state = 'HELD') AS held, min(created_at) AS oldest
                        FROM notification WHERE finished_at IS NULL
                        """,
                        row -> new Outbox.QueueSize(
                                row.number("n") - row.number("held"),
                                row.number("held"),
                                Optional.ofNullable(row.timeOrNull("oldest"))))
                .orElseThrow();
    }

    static long forOtherPerson(Tx tx) {
        return tx.number("""
                SELECT (SELECT count(*) FROM notification INDEXED BY notification_counts
                        WHERE finished_at IS NULL AND state = 'HELD' AND reason = 'OTHER_PERSON')
                    + (SELECT count(*) FROM attachment
                        WHERE told_at IS NOT NULL AND finished_at IS NULL AND reason = 'OTHER_PERSON') AS n
                """);
    }

    /** Ends the notifications of a thread that wait, and of which nothing was told yet, for a newer one. */
    static List<NotificationId> supersede(Tx tx, String client, String thread, NotificationId by, Instant now) {
        return tx.all("""
                UPDATE notification SET state = 'SUPERSEDED', reason = NULL, finished_at = ?, merged_into = ?
                WHERE client = ? AND thread = ? AND finished_at IS NULL AND state IN ('QUEUED', 'HELD')
                    AND told_parts = 0 RETURNING id
                """, row -> new NotificationId(row.text("id")), now, by.value(), client, thread);
    }

    /**
     * Ends what was below {@code high} (2) and waited too long; a later message tells of it, unless the phone has a part of
     * it. What was meant for a former person stays for the operator: telling of it would show it to another one.
     */
    static List<NotificationId> expire(Tx tx, Instant now, int most) {
        return tx.all("""
                UPDATE notification SET state = 'EXPIRED', reason = NULL, finished_at = ?1,
                    told = CASE WHEN told_parts > 0 THEN 'LINE' END, mention = told_parts = 0 WHERE seq IN (
                    SELECT seq FROM notification INDEXED BY notification_expiry
                    WHERE finished_at IS NULL AND priority < 2 AND expires_at <= ?1
                        AND state IN ('QUEUED', 'HELD') AND reason IS NOT 'OTHER_PERSON' LIMIT ?2)
                RETURNING id
                """, row -> new NotificationId(row.text("id")), now, most);
    }

    static int reclassify(Tx tx, Priority priority, WaitStatus standing) {
        return tx.update("""
                UPDATE notification SET state = ?1, reason = ?2
                WHERE priority = ?3 AND (state <> ?1 OR reason IS NOT ?2) AND
                """ + NotificationStates.WAITS, standing.state(), standing.reason(), priority.ordinal());
    }

    /** Lets a notification that waits again stand as the others of its priority do. */
    static void stand(Tx tx, long seq, Map<Priority, WaitStatus> standings) {
        WaitStatus standing = tx.first(
                        "SELECT priority FROM notification WHERE seq = ?",
                        row -> standings.getOrDefault(Priority.values()[row.count("priority")], WaitStatus.NEXT),
                        seq)
                .orElse(WaitStatus.NEXT)
                .storedAs();
        String sql = "UPDATE notification SET state = ?, reason = ? WHERE seq = ?";
        tx.update(sql, standing.state(), standing.reason(), seq);
    }

    /** Forgets what was finished long ago and of which neither a word nor a file is left to be told; returns how many. */
    static int forget(Tx tx, Instant finishedBefore, int most) {
        return tx.update("""
                DELETE FROM notification WHERE seq IN (
                    SELECT seq FROM notification WHERE finished_at < ? AND mention = 0 AND NOT EXISTS (
                        SELECT 1 FROM attachment a WHERE a.seq = notification.seq AND a.finished_at IS NULL) LIMIT ?)
                """, finishedBefore, most);
    }

    /**
     * Forgets the oldest finished ones that take at least so many bytes together, except those of which a message or the
     * second channel has yet to tell, and those that the second channel has yet to look at; returns how many.
     */
    static int forgetOldest(Tx tx, long bytes, int most) {
        return tx.update("""
                DELETE FROM notification WHERE seq IN (
                    SELECT seq FROM (
                        SELECT seq, coalesce(sum(size) OVER (
                            ORDER BY finished_at, seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS older
                        FROM (
                            SELECT seq, finished_at, bytes + 600 AS size FROM notification n
                            WHERE finished_at IS NOT NULL AND mention = 0
                                AND NOT EXISTS (
                                    SELECT 1 FROM attachment a WHERE a.seq = n.seq AND a.finished_at IS NULL)
                                AND NOT EXISTS (SELECT 1 FROM fallback f WHERE f.seq = n.seq AND f.told_at IS NULL)
                                AND (state = 'SENT'
                                    OR seq <= coalesce((SELECT looked_to FROM fallback_channel), seq))
                            ORDER BY finished_at, seq LIMIT ?2))
                    WHERE older < ?1)
                """, bytes, most);
    }

    /**
     * Ends one that waits: {@code CANCELLED} whatever it waits for, {@code FAILED} only when the server rejected it; says
     * whether it did.
     */
    static boolean end(Tx tx, NotificationId id, State state, Instant now) {
        return tx.update("""
                        UPDATE notification SET state = ?1, reason = NULL, finished_at = ?2,
                            told = CASE WHEN told_parts > 0 THEN 'LINE' END
                        WHERE id = ?3 AND state IN ('QUEUED', 'HELD') AND (?1 = 'CANCELLED' OR reason = 'REJECTED')
                        """, state, now, id.value()) == 1;
    }

    /** Puts a notification back that is final and not sent, or that waits for the operator; says whether it did. */
    static boolean requeue(Tx tx, NotificationId id, Instant expiresAt) {
        return tx.update(AGAIN + """
                        id = ? AND ((finished_at IS NOT NULL AND state <> 'SENT')
                            OR (state = 'HELD' AND reason IN ('REJECTED', 'OTHER_PERSON')))
                        """, expiresAt, id.value()) == 1;
    }

    /** Lets the notifications for the person before wait for the one who is signed in now; returns how many. */
    static int handOver(Tx tx, Instant expiresAt) {
        return tx.update(AGAIN + "state = 'HELD' AND reason = 'OTHER_PERSON'", expiresAt);
    }

    /** Cancels the notifications that were meant for the person before. */
    static List<NotificationId> drop(Tx tx, Instant now) {
        return tx.all("""
                UPDATE notification SET state = 'CANCELLED', reason = NULL, finished_at = ?
                WHERE state = 'HELD' AND reason = 'OTHER_PERSON' RETURNING id
                """, row -> new NotificationId(row.text("id")), now);
    }

    /** Counts the notifications of a client with this key, as far back as they are kept. */
    static long withKey(Tx tx, String client, String dedupKey) {
        return tx.number("SELECT count(*) AS n FROM notification WHERE client = ? AND dedup_key = ?", client, dedupKey);
    }

    static Optional<Idempotent> idempotent(Tx tx, String client, String key, Instant since) {
        return tx.first(
                "SELECT digest, seq FROM idempotency WHERE client = ? AND key = ? AND at > ?",
                row -> new Idempotent(row.text("digest"), row.number("seq")),
                client,
                key,
                since);
    }

    static void rememberKey(Tx tx, String client, IdempotencyKey key, long seq, Instant now) {
        tx.update("""
                INSERT INTO idempotency (client, key, digest, seq, at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (client, key) DO UPDATE SET digest = excluded.digest, seq = excluded.seq, at = excluded.at
                """, client, key.key(), key.digest(), seq, now);
    }

    static int forgetKeys(Tx tx, Instant before, int most) {
        return tx.update(
                "DELETE FROM idempotency WHERE (client, key) IN ("
                        + "SELECT client, key FROM idempotency WHERE at < ? LIMIT ?)",
                before,
                most);
    }

    record Idempotent(String digest, long seq) {}
}
