package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.QueueSummary.Group;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Tx;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.ilinknotify.outbox.NotificationStates.WAITS;

/** What the sender sees and changes of the outbox, always in its own transaction. */
@ApplicationScoped
public class DeliveryQueue {
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

    private final NotificationStates states;

    public DeliveryQueue(NotificationStates states) {
        this.states = states;
    }

    /** What waits, the most urgent first. The sender asks before every step, so nothing here counts rows. */
    public List<Group> waiting(Tx tx) {
        return tx.all(
                GROUPS,
                row -> new Group(
                        Priority.values()[row.count("priority")],
                        Phase.valueOf(row.text("phase")),
                        row.time("oldest"),
                        row.time("newest"),
                        row.flag("continuing")));
    }

    /** How many wait of each priority that has any: for the message that tells of them. */
    public Map<Priority, Integer> counts(Tx tx) {
        return tx
                .all(
                        "SELECT priority, count(*) AS n FROM notification INDEXED BY notification_counts WHERE " + WAITS
                                + " GROUP BY priority",
                        row -> Map.entry(Priority.values()[row.count("priority")], row.count("n")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * One that waits, with as much of its text as a message can hold.
     *
     * @param text whole when it is not longer than was asked for, else its beginning
     * @param length code points of the whole text
     * @param toldChars how many characters were told in earlier parts
     * @param toldParts how many parts were told
     * @param together 0, or how many different texts may share the message, without markup, in which it goes out next:
     *     the server called one with it invalid
     */
    public record Waiting(
            long seq,
            NotificationId id,
            Priority priority,
            Phase phase,
            @Nullable String title,
            String text,
            int length,
            List<String> tags,
            @Nullable String url,
            Instant createdAt,
            int toldChars,
            int toldParts,
            int together) {
        /** Whether the text of this one may be what the server calls invalid; it goes out without markup. */
        public boolean isSuspect() {
            return together > 0 && toldParts == 0;
        }
    }

    /** The first that wait, the most urgent first, then in the order of acceptance. */
    public List<Waiting> first(Tx tx, int longest, int most) {
        return tx.all("""
                SELECT n.*, CASE WHEN n.length <= ? THEN coalesce(b.text, n.beginning) ELSE n.beginning END AS shown
                FROM notification n INDEXED BY notification_open LEFT JOIN body b ON b.seq = n.seq WHERE
                """ + WAITS + " ORDER BY priority DESC, seq LIMIT ?", DeliveryQueue::waiting, longest, most);
    }

    /** The whole text of one. */
    public String text(Tx tx, long seq) {
        return tx.first(
                        "SELECT coalesce(b.text, n.beginning) AS text FROM notification n"
                                + " LEFT JOIN body b ON b.seq = n.seq WHERE n.seq = ?",
                        row -> row.text("text"),
                        seq)
                .orElse("");
    }

    /** All that wait but these and may be told as a count: nothing of them was told in parts, nor called invalid. */
    public List<Long> others(Tx tx, Set<Long> without) {
        return tx
                .all(
                        "SELECT seq FROM notification INDEXED BY notification_open WHERE " + WAITS
                                + " AND told_parts = 0 AND bare = 0 ORDER BY priority DESC, seq",
                        row -> row.number("seq"))
                .stream()
                .filter(seq -> !without.contains(seq))
                .toList();
    }

    /**
     * One that is finished and of which something is still to be said; or many of them, of which only their count is.
     *
     * @param seq which; below zero for many
     * @param expired whether it expired; otherwise its arrival is in doubt
     * @param name its title, or how its text begins; empty for many
     * @param count how many
     */
    public record Unsaid(long seq, boolean expired, String name, Instant createdAt, int count) {}

    /** What the next message has to say of earlier ones, oldest first. */
    public List<Unsaid> unsaid(Tx tx) {
        return UnsaidTable.all(tx);
    }

    /** When the first of them ended. */
    public Optional<Instant> unsaidSince(Tx tx) {
        return UnsaidTable.since(tx);
    }

    /** It was said. */
    public void said(Tx tx, long seq) {
        if (seq < 0) {
            UnsaidTable.forget(tx, seq);
        } else {
            states.mentioned(tx, seq);
        }
    }

    /** Another person signed in: what was still to be said was meant for the former one. */
    public void nothingToSay(Tx tx) {
        UnsaidTable.clear(tx);
        states.mentionNone(tx, Long.MAX_VALUE);
    }

    /**
     * The server called a message that showed these invalid. They go out once more, together and without markup; what is
     * refused like that may share its next message with half as many, and what is refused alone is rejected. Every try
     * that is refused brings each of them nearer to one of these ends.
     */
    public void narrow(Tx tx, List<Long> seqs) {
        int texts = RefusedTable.texts(tx, seqs);
        for (long seq : seqs) {
            int together = RefusedTable.together(tx, seq);
            if (together == 1 || (together > 0 && texts == 1)) {
                states.hold(tx, seq, Reason.REJECTED);
            } else {
                states.bare(tx, seq, together == 0 ? texts : (Math.min(together, texts) + 1) / 2);
                states.putBack(tx, seq);
            }
        }
    }

    /** Leaves only the count of the oldest of which something is still to be said, a batch at a time; returns how many. */
    int countOldest(Tx tx, int batch) {
        return UnsaidTable.countOldest(tx, batch)
                .map(upto -> states.mentionNone(tx, upto))
                .orElse(0);
    }

    /** Whether one waits that was in a message called invalid, and of which nothing was told. */
    public boolean hasSuspects(Tx tx) {
        return RefusedTable.anyWaits(tx);
    }

    /** A reply is worth another try for what the server refused once: it may have meant something else. */
    public void retryRejected(Tx tx) {
        RefusedTable.worthATry(tx).forEach(seq -> states.putBack(tx, seq));
    }

    private static String kinds() {
        return Stream.of(Priority.values())
                .flatMap(priority -> Stream.of(Phase.values())
                        .map(phase -> "(%d, '%s')".formatted(priority.ordinal(), phase.name())))
                .collect(Collectors.joining(", "));
    }

    private static NotificationId id(Row row) {
        return new NotificationId(row.text("id"));
    }

    private static Waiting waiting(Row row) {
        String tags = row.text("tags");
        return new Waiting(
                row.number("seq"),
                id(row),
                Priority.values()[row.count("priority")],
                Phase.valueOf(row.text("phase")),
                row.textOrNull("title"),
                row.text("shown"),
                row.count("length"),
                tags.isEmpty() ? List.of() : List.of(tags.split("\n", -1)),
                row.textOrNull("url"),
                row.time("created_at"),
                row.count("told_chars"),
                row.count("told_parts"),
                row.count("bare"));
    }
}
