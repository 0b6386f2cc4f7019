package io.ilinknotify.delivery;

import io.ilinknotify.delivery.Suspects.Suspicion;
import io.ilinknotify.delivery.policy.DeliveryPolicy.FileCount;
import io.ilinknotify.delivery.policy.SenderContext.WaitingFile;
import io.ilinknotify.delivery.policy.SenderContext.WaitingGroup;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.AttachmentTable;
import io.ilinknotify.render.Item;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Tx;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.ilinknotify.outbox.NotificationStates.WAITS;

/** Reads what waits for the sender, in the sender's own transaction. */
final class DeliveryQueue {
    private static final String GROUPS = """
            WITH kind (priority, phase) AS (VALUES %1$s)
            SELECT priority, phase,
                (SELECT created_at FROM notification n INDEXED BY notification_counts WHERE %2$s
                    AND n.priority = kind.priority AND n.phase = kind.phase ORDER BY created_at LIMIT 1) AS oldest,
                (SELECT created_at FROM notification n INDEXED BY notification_counts WHERE %2$s
                    AND n.priority = kind.priority AND n.phase = kind.phase ORDER BY created_at DESC LIMIT 1) AS newest,
                EXISTS (SELECT 1 FROM notification n INDEXED BY notification_continuing WHERE %2$s
                    AND told_parts > 0 AND n.priority = kind.priority AND n.phase = kind.phase) AS continuing
            FROM kind WHERE oldest IS NOT NULL ORDER BY priority DESC, phase
            """.formatted(kinds(), WAITS);

    private static final String FILES = """
            WITH kind (priority, phase) AS (VALUES %1$s),
                last (message) AS (
                    SELECT message FROM attempt WHERE outcome <> 'not-reached' ORDER BY id DESC LIMIT 1)
            SELECT a.*,
                EXISTS (SELECT 1 FROM carried c WHERE c.message = (SELECT message FROM last) AND c.seq = a.seq)
                    OR a.seq = (SELECT u.seq FROM upload u WHERE u.message = (SELECT message FROM last))
                    AS continuing
            FROM kind CROSS JOIN attachment a ON (a.seq, a.number) = (
                SELECT seq, number FROM attachment INDEXED BY attachment_waiting
                WHERE %2$s AND priority = kind.priority AND phase = kind.phase ORDER BY seq DESC, number LIMIT 1)
            ORDER BY a.priority DESC, a.phase
            """.formatted(kinds(), AttachmentTable.WAITS);

    private DeliveryQueue() {}

    /** The waiting notifications, the most urgent first. The sender asks before every step, so nothing here counts rows. */
    static List<WaitingGroup> waiting(Tx tx) {
        return tx.all(
                GROUPS,
                row -> new WaitingGroup(
                        Priority.values()[row.count("priority")],
                        Phase.valueOf(row.text("phase")),
                        row.time("oldest"),
                        row.time("newest"),
                        row.flag("continuing")));
    }

    /** The first file that waits of each priority and phase, of the newest notification, the most urgent first. */
    static List<WaitingFile> files(Tx tx) {
        return tx.all(
                FILES,
                row -> new WaitingFile(
                        row.number("seq"),
                        row.count("number"),
                        Priority.values()[row.count("priority")],
                        Phase.valueOf(row.text("phase")),
                        row.time("told_at"),
                        row.flag("continuing")));
    }

    /** How many files wait of each priority and phase, the most urgent first. */
    static List<FileCount> fileCounts(Tx tx) {
        String sql = "SELECT priority, phase, count(*) AS n FROM attachment INDEXED BY attachment_waiting WHERE "
                + AttachmentTable.WAITS + " GROUP BY priority, phase ORDER BY priority DESC, phase";
        return tx.all(
                sql,
                row -> new FileCount(
                        Priority.values()[row.count("priority")], Phase.valueOf(row.text("phase")), row.count("n")));
    }

    /** How many wait of each priority that has any: for the message that tells of them. */
    static Map<Priority, Integer> counts(Tx tx) {
        String sql = "SELECT priority, count(*) AS n FROM notification INDEXED BY notification_counts WHERE " + WAITS
                + " GROUP BY priority";
        return tx.all(sql, row -> Map.entry(Priority.values()[row.count("priority")], row.count("n"))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * A notification that waits, with as much of its text as a message can hold.
     *
     * @param item what a message needs of it; its text is whole when it is not longer than was asked for
     */
    record WaitingNotification(Item item, int toldChars, int toldParts, Suspicion suspicion) {
        long seq() {
            return item.seq();
        }

        Priority priority() {
            return item.priority();
        }

        /** Tells whether its text may be what the server calls invalid; it goes out without markup. */
        boolean isSuspect() {
            return suspicion != Suspicion.NONE && toldParts == 0;
        }
    }

    /** The first that wait, the most urgent first, then in the order of acceptance. */
    static List<WaitingNotification> first(Tx tx, int longest, int most) {
        return tx.all("""
                SELECT n.*, CASE WHEN n.length <= ? THEN coalesce(b.text, n.beginning) ELSE n.beginning END AS shown
                FROM notification n INDEXED BY notification_open LEFT JOIN body b ON b.seq = n.seq WHERE
                """ + WAITS + " ORDER BY priority DESC, seq LIMIT ?", DeliveryQueue::waiting, longest, most);
    }

    static String text(Tx tx, long seq) {
        return tx.first(
                        "SELECT coalesce(b.text, n.beginning) AS text FROM notification n"
                                + " LEFT JOIN body b ON b.seq = n.seq WHERE n.seq = ?",
                        row -> row.text("text"),
                        seq)
                .orElse("");
    }

    static long bytes(Tx tx, long seq) {
        return tx.number(
                "SELECT length(CAST(coalesce(b.text, n.beginning) AS BLOB)) AS n FROM notification n"
                        + " LEFT JOIN body b ON b.seq = n.seq WHERE n.seq = ?",
                seq);
    }

    /** All that wait but these and may be told as a count: nothing of them was told in parts, nor called invalid. */
    static List<Long> others(Tx tx, List<WaitingNotification> known) {
        Set<Long> without = known.stream().map(WaitingNotification::seq).collect(Collectors.toSet());
        String sql = "SELECT seq FROM notification INDEXED BY notification_open WHERE " + WAITS
                + " AND told_parts = 0 AND bare = 0 ORDER BY priority DESC, seq";
        return tx.all(sql, row -> row.number("seq")).stream()
                .filter(seq -> !without.contains(seq))
                .toList();
    }

    private static String kinds() {
        return Stream.of(Priority.values())
                .flatMap(priority -> Stream.of(Phase.values())
                        .map(phase -> "(%d, '%s')".formatted(priority.ordinal(), phase.name())))
                .collect(Collectors.joining(", "));
    }

    private static WaitingNotification waiting(Row row) {
        Item item = new Item(
                row.number("seq"),
                new NotificationId(row.text("id")),
                Priority.values()[row.count("priority")],
                Phase.valueOf(row.text("phase")),
                row.textOrNull("title"),
                row.text("shown"),
                row.count("length"),
                row.lines("tags"),
                row.textOrNull("url"),
                row.time("created_at"),
                row.flag("markdown"),
                List.of(),
                null);
        return new WaitingNotification(
                item, row.count("told_chars"), row.count("told_parts"), Suspicion.of(row.count("bare")));
    }
}
