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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The SQL of single notifications: putting them in, and reading them back. */
final class NotificationTable {
    /** At most so many code points of a text stand in the row itself; a longer text is also in {@code body}, whole. */
    static final int BEGINNING = 240;

    private static final String SELECT =
            "SELECT n.*, b.text AS body FROM notification n LEFT JOIN body b ON b.seq = n.seq ";
    private static final String SELECT_SHORT = "SELECT n.*, CASE WHEN n.length > " + BEGINNING
            + " THEN n.beginning || '…' END AS body FROM notification n ";

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
        Map<String, Optional<?>> conditions = new LinkedHashMap<>();
        conditions.put("n.state = ?", query.state());
        conditions.put("n.priority = ?", query.priority().map(Priority::ordinal));
        conditions.put("n.client = ?", query.client());
        // By far less than LIKE for texts that nearly match everywhere: nobody else may read meanwhile.
        conditions.put(
                "instr(lower(coalesce(n.title, '') || char(10) || n.beginning || char(10) || n.tags), lower(?)) > 0",
                query.words());
        conditions.put(
                "n.seq < (SELECT seq FROM notification WHERE id = ?)",
                query.before().map(NotificationId::value));
        StringBuilder sql = new StringBuilder(whole ? SELECT : SELECT_SHORT)
                .append(query.open() ? "WHERE n.finished_at IS NULL" : "WHERE 1 = 1");
        List<Object> args = new ArrayList<>();
        conditions.forEach((condition, asked) -> asked.ifPresent(arg -> {
            sql.append(" AND ").append(condition);
            args.add(arg);
        }));
        args.add(query.limit());
        sql.append(" ORDER BY n.seq DESC LIMIT ?");
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
        NotificationDraft content = new NotificationDraft(
                row.text("client"),
                row.text("source"),
                row.textOrNull("title"),
                body == null ? row.text("beginning") : body,
                Priority.values()[row.count("priority")],
                row.lines("tags"),
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
                row.constantOrNull(Reason.class, "reason"),
                told(row.constantOrNull(Coverage.class, "told"), attachments),
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

    private static int bytes(NotificationDraft c) {
        return Stream.concat(Stream.of(c.text(), c.title(), c.url(), c.dedupKey(), c.thread()), c.tags().stream())
                .filter(Objects::nonNull)
                .mapToInt(words -> words.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
