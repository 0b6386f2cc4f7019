package io.ilinknotify.delivery;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.render.Composed.Inclusion;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Tx;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.ilinknotify.outbox.NotificationStates.WAITS;

/**
 * Finds the notification for which a message was called invalid. All that the message showed go out once more as bare
 * text; refused again, they are held, and go alone after a reply; of one that is refused alone the operator decides.
 */
record Suspects(NotificationStates states) {
    private static final String RETRIED = "delivery.rejected-retried-for";
    /** After a reply so many of those go alone whose bare text was refused with others. */
    private static final int MOST_ALONE = 3;

    enum Suspicion {
        /** No message with it was called invalid. */
        NONE(0),
        /** It goes out once more as bare text, together with the others of its message. */
        BARE(1),
        /** Their bare text was refused as well: it is held, and goes alone after a reply. */
        ALONE(-1),
        /** It was refused alone. */
        GUILTY(-2);

        final int stored;

        Suspicion(int stored) {
            this.stored = stored;
        }

        /** Earlier versions wrote larger numbers for a text that goes out bare. */
        static Suspicion of(long stored) {
            return Arrays.stream(values())
                    .filter(s -> s.stored == stored)
                    .findFirst()
                    .orElse(BARE);
        }
    }

    /** A notification that the message showed is at fault; those that it only counted are not, unless it did nothing else. */
    void invalid(Tx tx, List<Inclusion> inclusions) {
        boolean shows = inclusions.stream().anyMatch(i -> i.coverage() != Coverage.COUNTED);
        List<Long> suspects = inclusions.stream()
                .filter(i -> !shows || i.coverage() != Coverage.COUNTED)
                .map(Inclusion::seq)
                .toList();
        boolean alone = texts(tx, suspects) == 1;
        for (Inclusion inclusion : inclusions) {
            long seq = inclusion.seq();
            if (shows && inclusion.coverage() == Coverage.COUNTED) {
                states.putBack(tx, seq);
            } else if (suspicion(tx, seq) == Suspicion.NONE) {
                states.bare(tx, seq, Suspicion.BARE.stored);
                states.putBack(tx, seq);
            } else {
                states.bare(tx, seq, (alone ? Suspicion.GUILTY : Suspicion.ALONE).stored);
                states.hold(tx, seq, Reason.REJECTED);
            }
        }
    }

    /** Counts their different texts: repeats of one go out, and are refused, together. */
    private static long texts(Tx tx, List<Long> seqs) {
        return tx.number("""
                SELECT count(*) AS n FROM (
                    SELECT DISTINCT coalesce(n.title, ''), coalesce(b.text, n.beginning)
                    FROM notification n LEFT JOIN body b ON b.seq = n.seq
                    WHERE n.seq IN (SELECT value FROM json_each(?)))
                """, seqs.toString());
    }

    private static Suspicion suspicion(Tx tx, long seq) {
        return Suspicion.of(tx.number("SELECT bare AS n FROM notification WHERE seq = ?", seq));
    }

    /** Tells whether a suspect waits of which nothing was told. */
    static boolean anyWaits(Tx tx) {
        return tx.any("SELECT 1 FROM notification INDEXED BY notification_open WHERE bare <> 0 AND told_parts = 0 AND "
                + WAITS);
    }

    /** Tells for which message of the person {@link #retry} was done last. */
    static long retriedFor(Tx tx) {
        return KeyValues.get(tx, RETRIED).map(Long::valueOf).orElse(0L);
    }

    /**
     * The person has written, which is worth another try for those rejected once with a code that nobody knows, and for as
     * many texts as may go alone of those whose bare text was refused with others.
     */
    void retry(Tx tx, long purse) {
        KeyValues.put(tx, RETRIED, Long.toString(purse));
        List<Long> onceWithACode = tx.all("""
                        SELECT n.seq FROM notification n
                        WHERE n.finished_at IS NULL AND n.state = 'HELD' AND n.reason = 'REJECTED'
                            AND 'invalid' <> (
                                SELECT a.outcome FROM carried c JOIN attempt a ON a.message = c.message
                                WHERE c.seq = n.seq ORDER BY a.id DESC LIMIT 1)
                            AND 2 > (
                                SELECT count(*) FROM carried c JOIN attempt a ON a.message = c.message
                                WHERE c.seq = n.seq AND a.outcome = 'other-code')
                        """, row -> row.number("seq"));
        Set<String> texts = new HashSet<>();
        tx.all("""
                        SELECT n.seq, coalesce(n.title, '') || char(10) || coalesce(b.text, n.beginning) AS text
                        FROM notification n INDEXED BY notification_open LEFT JOIN body b ON b.seq = n.seq
                        WHERE n.finished_at IS NULL AND n.bare = ? AND n.state IN ('QUEUED', 'HELD')
                            AND n.reason IS NOT 'OTHER_PERSON'
                        ORDER BY n.reason IS 'REJECTED', n.priority DESC, n.seq
                        """, row -> Map.entry(row.number("seq"), row.text("text")), Suspicion.ALONE.stored)
                .forEach(suspect -> {
                    if (texts.contains(suspect.getValue()) || texts.size() < MOST_ALONE) {
                        texts.add(suspect.getValue());
                        states.putBack(tx, suspect.getKey());
                    }
                });
        onceWithACode.forEach(seq -> states.putBack(tx, seq));
    }
}
