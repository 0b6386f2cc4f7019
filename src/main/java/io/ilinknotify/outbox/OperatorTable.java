package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.store.Tx;

import java.time.Instant;
import java.util.List;

/** The SQL of what an operator does with single notifications. Each says whether it applied. */
final class OperatorTable {
    private OperatorTable() {}

    static boolean cancel(Tx tx, NotificationId id, Instant now) {
        return tx.update("""
                        UPDATE notification SET state = 'CANCELLED', reason = NULL, finished_at = ?,
                            told = CASE WHEN told_parts > 0 THEN 'LINE' END
                        WHERE id = ? AND state IN ('QUEUED', 'HELD')
                        """, now, id.value()) == 1;
    }

    static boolean giveUp(Tx tx, NotificationId id, Instant now) {
        return tx.update("""
                        UPDATE notification SET state = 'FAILED', reason = NULL, finished_at = ?
                        WHERE id = ? AND state = 'HELD' AND reason = 'REJECTED'
                        """, now, id.value()) == 1;
    }

    static boolean requeue(Tx tx, NotificationId id, Instant expiresAt) {
        return tx.update("""
                        UPDATE notification SET state = 'QUEUED', reason = NULL, told = NULL, finished_at = NULL,
                            merged_into = NULL, mention = 0, bare = 0, told_chars = 0, told_parts = 0, expires_at = ?
                        WHERE id = ? AND ((finished_at IS NOT NULL AND state <> 'SENT')
                            OR (state = 'HELD' AND reason IN ('REJECTED', 'OTHER_PERSON')))
                        """, expiresAt, id.value()) == 1;
    }

    /** All that was meant for the person before waits for the one who is signed in now; returns how many. */
    static int handOver(Tx tx, Instant expiresAt) {
        return tx.update("""
                UPDATE notification SET state = 'QUEUED', reason = NULL, told = NULL, merged_into = NULL, mention = 0,
                    bare = 0, told_chars = 0, told_parts = 0, expires_at = max(expires_at, ?)
                WHERE state = 'HELD' AND reason = 'OTHER_PERSON'
                """, expiresAt);
    }

    /** None of it is told to anybody. */
    static List<NotificationId> drop(Tx tx, Instant now) {
        return tx.all("""
                UPDATE notification SET state = 'CANCELLED', reason = NULL, finished_at = ?
                WHERE state = 'HELD' AND reason = 'OTHER_PERSON' RETURNING id
                """, row -> new NotificationId(row.text("id")), now);
    }
}
