package io.ilinknotify.delivery;

import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.render.MessageContext.PendingMention;
import io.ilinknotify.store.Tx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The SQL of finished notifications that a later message has yet to mention. The newest keep their names; of older ones,
 * while the person never writes, only the number is kept, so that their rows do not stay for ever.
 */
final class PendingMentionTable {
    /** How many keep their names: a message names five. */
    static final int NAMED = 1_000;

    /** Rows in one transaction: a few milliseconds. */
    static final int BATCH = 500;

    private PendingMentionTable() {}

    static List<PendingMention> all(Tx tx) {
        return tx.all(
                """
                SELECT * FROM (
                    SELECT seq, expired, '' AS name, since AS at, count, 0 AS priority FROM unsaid_count
                    UNION ALL
                    SELECT seq, state = 'EXPIRED', coalesce(title, beginning), created_at, 1, priority
                    FROM notification WHERE mention = 1)
                ORDER BY seq >= 0, priority DESC, abs(seq)
                """,
                row -> new PendingMention(
                        row.number("seq"), row.flag("expired"), row.text("name"), row.time("at"), row.count("count")));
    }

    /** When the first of them ended. */
    static Optional<Instant> since(Tx tx) {
        return tx.first("""
                SELECT coalesce(
                    (SELECT since FROM unsaid_count ORDER BY seq DESC LIMIT 1),
                    (SELECT finished_at FROM notification WHERE mention = 1 ORDER BY seq LIMIT 1)) AS at
                """, row -> Optional.ofNullable(row.timeOrNull("at"))).flatMap(at -> at);
    }

    static void said(Tx tx, NotificationStates states, long seq) {
        if (seq < 0) {
            tx.update("DELETE FROM unsaid_count WHERE seq = ?", seq);
        } else {
            states.mentioned(tx, seq);
        }
    }

    /** Another person signed in: what was still to be said was meant for the former one. */
    static void clear(Tx tx, NotificationStates states) {
        states.mentionNone(tx, Long.MAX_VALUE);
        tx.update("DELETE FROM unsaid_count");
    }

    /**
     * Leaves only the count of the oldest, a batch at a time; returns how many. A row for each batch, with a number that
     * is never given twice, since a message on its way may tell the former ones.
     */
    static int countOldest(Tx tx, NotificationStates states) {
        if (tx.number("SELECT count(*) AS n FROM notification WHERE mention = 1") < NAMED + BATCH) {
            return 0;
        }
        long upto = tx.number(
                "SELECT seq AS n FROM notification WHERE mention = 1 ORDER BY seq LIMIT 1 OFFSET ?", BATCH - 1);
        tx.update("""
                INSERT INTO unsaid_count (seq, expired, count, since)
                SELECT -2 * ?1 - (state = 'EXPIRED'), state = 'EXPIRED', count(*), min(finished_at)
                FROM notification WHERE mention = 1 AND seq <= ?1 GROUP BY state = 'EXPIRED'
                ON CONFLICT (seq) DO UPDATE SET count = count + excluded.count
                """, upto);
        return states.mentionNone(tx, upto);
    }
}
