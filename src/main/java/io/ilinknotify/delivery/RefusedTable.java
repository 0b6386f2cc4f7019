package io.ilinknotify.delivery;

import io.ilinknotify.store.Tx;

import java.util.List;

/** The SQL of what the server refused for what it says. */
final class RefusedTable {
    private RefusedTable() {}

    /** How many different texts these have: repeats of one go out, and are refused, together. */
    static int texts(Tx tx, List<Long> seqs) {
        return tx.first("""
                        SELECT count(*) AS n FROM (
                            SELECT DISTINCT coalesce(n.title, ''), coalesce(b.text, n.beginning)
                            FROM notification n LEFT JOIN body b ON b.seq = n.seq
                            WHERE n.seq IN (SELECT value FROM json_each(?)))
                        """, row -> row.count("n"), seqs.toString()).orElse(0);
    }

    /** With how many different texts it may share its next message; 0 when no message with it was called invalid. */
    static int together(Tx tx, long seq) {
        return tx.first("SELECT bare FROM notification WHERE seq = ?", row -> row.count("bare"), seq)
                .orElse(0);
    }

    static boolean anyWaits(Tx tx) {
        return tx.first("""
                        SELECT 1 FROM notification INDEXED BY notification_open
                        WHERE finished_at IS NULL AND bare > 0 AND told_parts = 0 AND state IN ('QUEUED', 'HELD')
                            AND (reason IS NULL OR reason NOT IN ('REJECTED', 'OTHER_PERSON'))
                        """, row -> true).isPresent();
    }

    /**
     * What the operator would have to decide on, but for one more try: it was rejected once, with a code that nobody
     * knows. What was called invalid last was so alone, and what got such a code twice would take along again what shares
     * a message with it.
     */
    static List<Long> worthATry(Tx tx) {
        return tx.all("""
                SELECT n.seq FROM notification n
                WHERE n.finished_at IS NULL AND n.state = 'HELD' AND n.reason = 'REJECTED'
                    AND 'invalid' <> (
                        SELECT a.outcome FROM carried c JOIN attempt a ON a.message = c.message
                        WHERE c.seq = n.seq ORDER BY a.id DESC LIMIT 1)
                    AND 2 > (
                        SELECT count(*) FROM carried c JOIN attempt a ON a.message = c.message
                        WHERE c.seq = n.seq AND a.outcome = 'other-code')
                """, row -> row.number("seq"));
    }
}
