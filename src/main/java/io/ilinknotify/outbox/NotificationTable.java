package io.ilinknotify.outbox;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Notification;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.notification.Text;
import io.ilinknotify.outbox.OutboxEntry.Attempt;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Tx;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The SQL of single notifications: putting them in, and reading them back. */
final class NotificationTable {
    /** At most so many code points of a text stand in the row itself; a longer text is also in {@code body}, whole. */
    static final int BEGINNING = 240;

    private static final String COLUMNS = """
            SELECT n.seq, n.id, n.state, n.reason, n.told, n.client, n.source, n.title, n.beginning, %s AS body,
                n.priority, n.phase, n.tags, n.url, n.dedup_key, n.thread, n.created_at, n.expires_at, n.finished_at,
                n.message_id, n.merged_into, n.markdown
            FROM notification n
            """;
    private static final String SELECT = COLUMNS.formatted("b.text") + "LEFT JOIN body b ON b.seq = n.seq ";
    private static final String SELECT_SHORT =
            COLUMNS.formatted("CASE WHEN n.length > " + BEGINNING + " THEN n.beginning || '…' END");

    private NotificationTable() {}

    /** Puts one in; returns it as it stands. */
    static OutboxEntry insert(Tx tx, Notification n, WaitStatus standing) {
        NotificationDraft c = n.content();
        String beginning = c.text().substring(0, Text.cut(c.text(), BEGINNING));
        long seq = tx.first(
                        """
                INSERT INTO notification (id, state, reason, client, source, title, beginning, length, bytes, priority,
                    phase, tags, url, dedup_key, thread, created_at, expires_at, markdown)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq
                """,
                        row -> row.number("seq"),
                        n.id().value(),
                        standing.state(),
                        standing.reason(),
                        c.client(),
                        c.source(),
                        c.title(),
                        beginning,
                        Text.length(c.text()),
                        bytes(c),
                        c.priority().ordinal(),
                        c.phase(),
                        String.join("\n", c.tags()),
                        c.url(),
                        c.dedupKey(),
                        c.thread(),
                        n.createdAt(),
                        n.expiresAt(),
                        c.markdown())
                .orElseThrow();
        if (beginning.length() < c.text().length()) {
            tx.update("INSERT INTO body (seq, text) VALUES (?, ?)", seq, c.text());
        }
        List<AttachmentEntry> attachments = AttachmentTable.insert(tx, seq, c.attachments());
        return new OutboxEntry(
                seq, n, standing.state(), standing.reason(), null, null, null, null, List.of(), attachments);
    }

    static Optional<OutboxEntry> find(Tx tx, NotificationId id) {
        return tx.first(SELECT + "WHERE n.id = ?", row -> entry(tx, row, attempts(tx, row.number("seq"))), id.value());
    }

    static Optional<OutboxEntry> find(Tx tx, long seq) {
        return tx.first(SELECT + "WHERE n.seq = ?", row -> entry(tx, row, List.of()), seq);
    }

    static Optional<OutboxEntry> newestTwin(Tx tx, String client, String dedupKey, Instant since, Instant now) {
        // Only the newest is looked at: of a key that comes every minute there are thousands.
        return tx.first(
                SELECT + "WHERE n.seq = (SELECT max(seq) FROM notification WHERE client = ? AND dedup_key = ?)"
                        + " AND n.created_at > ? AND n.created_at <= ?",
                row -> entry(tx, row, List.of()),
                client,
                dedupKey,
                since,
                now);
    }

    /** {@code whole}: with their whole texts, else with the beginnings. */
    static List<OutboxEntry> list(Tx tx, OutboxQuery query, boolean whole) {
        StringBuilder sql = new StringBuilder(whole ? SELECT : SELECT_SHORT).append("WHERE 1 = 1");
        List<Object> args = new ArrayList<>();
        query.state().ifPresent(state -> {
            sql.append(" AND n.state = ?");
            args.add(state);
        });
        if (query.open()) {
            sql.append(" AND n.finished_at IS NULL");
        }
        query.priority().ifPresent(priority -> {
            sql.append(" AND n.priority = ?");
            args.add(priority.ordinal());
        });
        query.client().ifPresent(client -> {
            sql.append(" AND n.client = ?");
            args.add(client);
        });
        query.words().ifPresent(words -> {
            // By far less than LIKE for texts that nearly match everywhere: nobody else may read meanwhile.
            sql.append(" AND instr(lower(coalesce(n.title, '') || char(10) || n.beginning || char(10) || n.tags),"
                    + " lower(?)) > 0");
            args.add(words);
        });
        query.before().ifPresent(before -> {
            sql.append(" AND n.seq < (SELECT seq FROM notification WHERE id = ?)");
            args.add(before.value());
        });
        sql.append(" ORDER BY n.seq DESC LIMIT ?");
        args.add(query.limit());
        return tx.all(sql.toString(), row -> entry(tx, row, List.of()), args.toArray());
    }

    /** Those that a condition finds, with the beginnings of their texts. */
    static List<OutboxEntry> beginnings(Tx tx, String which, Object... args) {
        return tx.all(SELECT_SHORT + "WHERE " + which, row -> entry(tx, row, List.of()), args);
    }

    private static List<Attempt> attempts(Tx tx, long seq) {
        return tx.all("""
                SELECT a.at, a.outcome, a.detail FROM carried c JOIN attempt a ON a.message = c.message
                WHERE c.seq = ? ORDER BY a.id
                """, row -> new Attempt(row.time("at"), row.text("outcome"), row.textOrNull("detail")), seq);
    }

    private static OutboxEntry entry(Tx tx, Row row, List<Attempt> attempts) {
        List<AttachmentEntry> attachments = AttachmentTable.of(tx, row.number("seq"));
        String body = row.textOrNull("body");
        String tags = row.text("tags");
        NotificationDraft content = new NotificationDraft(
                row.text("client"),
                row.text("source"),
                row.textOrNull("title"),
                body == null ? row.text("beginning") : body,
                Priority.values()[row.count("priority")],
                tags.isEmpty() ? List.of() : List.of(tags.split("\n", -1)),
                row.textOrNull("url"),
                row.textOrNull("dedup_key"),
                row.textOrNull("thread"),
                null,
                Phase.valueOf(row.text("phase")),
                row.flag("markdown"),
                attachments.stream().map(AttachmentEntry::attachment).toList());
        Notification notification = new Notification(
                new NotificationId(row.text("id")), content, row.time("created_at"), row.time("expires_at"));
        return new OutboxEntry(
                row.number("seq"),
                notification,
                State.valueOf(row.text("state")),
                constant(Reason.class, row.textOrNull("reason")),
                told(constant(Coverage.class, row.textOrNull("told")), attachments),
                row.timeOrNull("finished_at"),
                row.textOrNull("message_id"),
                row.textOrNull("merged_into"),
                attempts,
                attachments);
    }

    private static @Nullable Coverage told(@Nullable Coverage text, List<AttachmentEntry> attachments) {
        boolean all = attachments.stream().allMatch(a -> a.state() == State.SENT);
        return text == Coverage.WHOLE && !all ? Coverage.LINE : text;
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    private static int bytes(NotificationDraft c) {
        return Stream.concat(Stream.of(c.text(), c.title(), c.url(), c.dedupKey(), c.thread()), c.tags().stream())
                .filter(Objects::nonNull)
                .mapToInt(words -> words.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
