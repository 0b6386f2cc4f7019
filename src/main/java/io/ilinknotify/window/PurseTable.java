package io.ilinknotify.window;

import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Tx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The SQL of the purse. */
final class PurseTable {
    /** The same message: by its id, or by its content and time under another (without a time, by content and context). */
    private static final String SAME = """
            person = ? AND ((inbound_id <> '' AND inbound_id = ?) OR (digest = ? AND (? OR context_token = ?)))""";

    private PurseTable() {}

    /** The purse that counts: of the youngest message, which need not be the one that came in last. */
    static Optional<PurseEntry> newest(Tx tx) {
        return tx.first("SELECT * FROM purse ORDER BY written_at DESC, id DESC LIMIT 1", PurseTable::entry);
    }

    /** Those of messages written since, the oldest first. */
    static List<PurseEntry> since(Tx tx, Instant time) {
        return tx.all("SELECT * FROM purse WHERE written_at >= ? ORDER BY written_at", PurseTable::entry, time);
    }

    /** Gives a message that opened a purse before its newest context; {@code false} when there is none such. */
    static boolean renew(Tx tx, InboundMessage message) {
        return tx.update(
                        "UPDATE purse SET context_token = ? WHERE " + SAME,
                        message.contextToken(),
                        message.fromUserId(),
                        message.messageId(),
                        digest(message),
                        message.createdAt().isPresent(),
                        message.contextToken())
                > 0;
    }

    /** The content, and when the server says that it was written, not what we make of it: our clock may be behind. */
    private static String digest(InboundMessage message) {
        return message.contentDigest()
                + message.createdAt().map(at -> "@" + at.toEpochMilli()).orElse("");
    }

    static void insert(Tx tx, InboundMessage message, Instant writtenAt, Instant receivedAt) {
        tx.update(
                """
                INSERT INTO purse (person, inbound_id, digest, context_token, written_at, received_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                message.fromUserId(),
                message.messageId(),
                digest(message),
                message.contextToken(),
                writtenAt,
                receivedAt);
    }

    static void addUsed(Tx tx, long id, int change) {
        tx.update("UPDATE purse SET used = max(0, used + ?) WHERE id = ?", change, id);
    }

    static void shut(Tx tx, long id) {
        tx.update("UPDATE purse SET shut = 1 WHERE id = ?", id);
    }

    static void deleteAll(Tx tx) {
        tx.update("DELETE FROM purse");
    }

    static void deleteOthers(Tx tx, String person) {
        tx.update("DELETE FROM purse WHERE person <> ?", person);
    }

    /** Forgets the old ones, and all but the last {@code most}. */
    static void forget(Tx tx, Instant before, int most, long except) {
        tx.update(
                "DELETE FROM purse WHERE (received_at < ? OR id <= (SELECT max(id) FROM purse) - ?) AND id <> ?",
                before,
                most,
                except);
    }

    private static PurseEntry entry(Row row) {
        return new PurseEntry(
                row.number("id"),
                row.text("person"),
                row.text("context_token"),
                row.time("written_at"),
                row.time("received_at"),
                row.count("used"),
                row.flag("shut"));
    }
}
