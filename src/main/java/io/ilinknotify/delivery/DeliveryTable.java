package io.ilinknotify.delivery;

import io.ilinknotify.delivery.Uploads.UploadedFile;
import io.ilinknotify.delivery.policy.Decision.Kind;
import io.ilinknotify.delivery.policy.SendHistory;
import io.ilinknotify.delivery.policy.SenderContext.LostMessage;
import io.ilinknotify.ilink.MediaKind;
import io.ilinknotify.ilink.UploadOutcome.Uploaded;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.AttachmentTable;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.render.Composed.Inclusion;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Tx;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The SQL of messages: what left, whom it carried, which file it brought, how each try ended. */
final class DeliveryTable {
    private static final String MESSAGE = "SELECT * FROM message ";

    private DeliveryTable() {}

    static void insert(Tx tx, SendAttempt attempt, OutboundMessage message) {
        String id = attempt.clientId();
        int priority = attempt.priority().ordinal();
        tx.update("""
                INSERT INTO message (client_id, kind, purse, priority, text, state, tries, began_at, waiting_since)
                VALUES (?, ?, ?, ?, ?, 'SENDING', 1, ?, ?)
                """, id, message.kind(), attempt.purse(), priority, attempt.text(), attempt.at(), message.since());
        for (Inclusion i : message.content().inclusions()) {
            String sql = "INSERT INTO carried (message, seq, told, upto) VALUES (?, ?, ?, ?)";
            tx.update(sql, id, i.seq(), i.coverage(), i.upto());
        }
        UploadedFile file = message.file();
        if (file != null) {
            insert(tx, id, file);
        }
        for (long seq : message.content().mentioned()) {
            tx.update("INSERT INTO mentioned (message, seq) VALUES (?, ?)", id, seq);
        }
    }

    private static void insert(Tx tx, String clientId, UploadedFile file) {
        tx.update(
                """
                INSERT INTO upload (message, seq, number, kind, name, bot, reference, aes_key, plain_size, cipher_size)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                clientId,
                file.seq(),
                file.number(),
                file.kind(),
                file.name(),
                file.bot(),
                file.uploaded().reference(),
                file.uploaded().key(),
                file.uploaded().plainSize(),
                file.uploaded().cipherSize());
    }

    static List<Inclusion> inclusions(Tx tx, String clientId) {
        return tx.all(
                "SELECT seq, told, upto FROM carried WHERE message = ? ORDER BY seq",
                row -> new Inclusion(
                        row.number("seq"),
                        Coverage.valueOf(row.text("told")),
                        row.textOrNull("upto") == null ? null : row.count("upto")),
                clientId);
    }

    /** Reads when the last message that carried this notification left. */
    static Optional<Instant> lastTry(Tx tx, long seq) {
        return tx.first("""
                SELECT a.at FROM carried c JOIN attempt a ON a.message = c.message WHERE c.seq = ?
                ORDER BY a.id DESC LIMIT 1
                """, row -> row.time("at"), seq);
    }

    static List<Long> mentions(Tx tx, String clientId) {
        return tx.all("SELECT seq FROM mentioned WHERE message = ?", row -> row.number("seq"), clientId);
    }

    /** Tells whether a message that mentioned one of these notifications was called invalid. */
    static boolean wasRefused(Tx tx, List<Long> mentioned) {
        return tx.any("""
                SELECT 1 FROM mentioned m JOIN attempt a ON a.message = m.message
                WHERE a.outcome = 'invalid' AND m.seq IN (SELECT value FROM json_each(?))
                """, mentioned.toString());
    }

    /** Counts the messages of a kind that a purse paid for and was not paid back. */
    static long count(Tx tx, long purse, Kind kind) {
        return tx.number("SELECT count(*) AS n FROM message WHERE purse = ? AND kind = ?", purse, kind);
    }

    /** Makes a message count for nothing: it was refused or never left. */
    static void revoke(Tx tx, String clientId) {
        tx.update("UPDATE message SET state = 'DONE', kind = 'VOID' WHERE client_id = ?", clientId);
    }

    /**
     * Forgets earlier messages that never left: a server that is away for days would fill the volume with tries that say
     * the same. The last one stays.
     */
    static void forgetUnreached(Tx tx, String last) {
        List<String> earlier = tx.all("""
                SELECT m.client_id FROM message m JOIN attempt a ON a.message = m.client_id
                WHERE m.kind = 'VOID' AND m.client_id <> ? AND a.outcome = 'not-reached'
                """, row -> row.text("client_id"), last);
        earlier.forEach(clientId -> forget(tx, clientId));
    }

    private static void forget(Tx tx, String clientId) {
        tx.update("DELETE FROM attempt WHERE message = ?", clientId);
        tx.update("DELETE FROM carried WHERE message = ?", clientId);
        tx.update("DELETE FROM mentioned WHERE message = ?", clientId);
        tx.update("DELETE FROM upload WHERE message = ?", clientId);
        tx.update("DELETE FROM message WHERE client_id = ?", clientId);
    }

    static Optional<SendAttempt> find(Tx tx, String clientId) {
        return tx.first(MESSAGE + "WHERE client_id = ?", row -> sendAttempt(tx, row), clientId);
    }

    /** Those that are on their way ({@code SENDING}), or whose answer was lost with a repeat still possible ({@code LOST}). */
    static List<SendAttempt> inState(Tx tx, String state) {
        return tx.all(
                MESSAGE + "WHERE state <> 'DONE' AND state = ? ORDER BY began_at", row -> sendAttempt(tx, row), state);
    }

    static List<LostMessage> lost(Tx tx) {
        return tx.all(
                "SELECT client_id, priority, lost_at FROM message WHERE state <> 'DONE' AND state = 'LOST'"
                        + " ORDER BY lost_at",
                row -> new LostMessage(
                        row.text("client_id"), Priority.values()[row.count("priority")], row.time("lost_at")));
    }

    static void again(Tx tx, SendAttempt attempt) {
        String sql = "UPDATE message SET state = 'SENDING', purse = ?, tries = ?, began_at = ? WHERE client_id = ?";
        tx.update(sql, attempt.purse(), attempt.tries(), attempt.at(), attempt.clientId());
    }

    static void lose(Tx tx, String clientId, Instant now) {
        tx.update("UPDATE message SET state = 'LOST', lost_at = ? WHERE client_id = ?", now, clientId);
    }

    /** After a clock was set back: no message was lost later than now. */
    static void lostBy(Tx tx, Instant now) {
        tx.update("UPDATE message SET lost_at = ? WHERE state <> 'DONE' AND state = 'LOST' AND lost_at > ?", now, now);
    }

    /** The repeat of a message was refused or never left: the message is as lost as before, and may still be repeated. */
    static void loseAgain(Tx tx, String clientId) {
        tx.update("UPDATE message SET state = 'LOST', tries = 1 WHERE client_id = ?", clientId);
    }

    static void done(Tx tx, String clientId) {
        tx.update("UPDATE message SET state = 'DONE' WHERE client_id = ?", clientId);
    }

    /** Gives the file that a message brought, if any, the outcome of the message. */
    static void finishFile(Tx tx, SendAttempt attempt, State state, Instant now) {
        UploadedFile file = attempt.file();
        if (file != null) {
            AttachmentTable.finish(tx, file.seq(), file.number(), state, null, now);
            forgetSecrets(tx, attempt);
        }
    }

    /** Lets the file of a message that did not arrive, if it had one, wait again, or for a reason of its own. */
    static void putBackFile(Tx tx, SendAttempt attempt, WaitStatus standing, @Nullable String detail) {
        UploadedFile file = attempt.file();
        if (file != null) {
            AttachmentTable.stand(tx, file.seq(), file.number(), standing, detail);
            forgetSecrets(tx, attempt);
        }
    }

    private static void forgetSecrets(Tx tx, SendAttempt attempt) {
        tx.update("UPDATE upload SET reference = '', aes_key = '' WHERE message = ?", attempt.clientId());
    }

    /** Lists the messages that may be repeated and whose file another account uploaded. */
    static List<String> lostOfOthers(Tx tx, String bot) {
        return tx.all("""
                        SELECT m.client_id FROM message m JOIN upload u ON u.message = m.client_id
                        WHERE m.state <> 'DONE' AND m.state = 'LOST' AND u.bot <> ?
                        """, row -> row.text("client_id"), bot);
    }

    static void attempt(Tx tx, SendAttempt attempt, String outcome, @Nullable String detail) {
        String sql = "INSERT INTO attempt (message, purse, at, outcome, detail) VALUES (?, ?, ?, ?, ?)";
        tx.update(sql, attempt.clientId(), attempt.purse(), attempt.at(), outcome, detail);
    }

    /** Reads the sends that the server counted for the account, or may have; it counts none whose token it refused. */
    static SendHistory history(Tx tx, long purse, Duration reach, Instant now) {
        // What is later than now is of a clock that was set back.
        return new SendHistory(tx.all("""
                        SELECT a.at, coalesce(m.waiting_since, a.at) AS since, a.purse,
                            a.outcome = 'lost' AS lost,
                            EXISTS (SELECT 1 FROM upload u WHERE u.message = m.client_id) AS file FROM attempt a
                            JOIN message m ON m.client_id = a.message
                        WHERE a.at BETWEEN ? AND ? AND a.outcome NOT IN ('not-reached', 'stale-token')
                        ORDER BY a.at DESC LIMIT 128
                        """, DeliveryTable::send, now.minus(reach), now), purse);
    }

    private static SendHistory.PastSend send(Row row) {
        return new SendHistory.PastSend(
                row.time("at"), row.time("since"), row.number("purse"), row.flag("lost"), row.flag("file"));
    }

    /** Forgets messages that were settled long ago and that no notification refers to any more. */
    static int forget(Tx tx, Instant before, int most) {
        List<String> old = tx.all("""
                SELECT client_id FROM message m WHERE began_at < ? AND state = 'DONE' AND NOT EXISTS (
                    SELECT 1 FROM carried c JOIN notification n ON n.seq = c.seq WHERE c.message = m.client_id)
                LIMIT ?
                """, row -> row.text("client_id"), before, most);
        old.forEach(clientId -> forget(tx, clientId));
        return old.size();
    }

    private static SendAttempt sendAttempt(Tx tx, Row row) {
        String clientId = row.text("client_id");
        return new SendAttempt(
                clientId,
                row.number("purse"),
                "",
                Priority.values()[row.count("priority")],
                row.text("text"),
                row.count("tries"),
                row.time("began_at"),
                tx.first("SELECT * FROM upload WHERE message = ?", DeliveryTable::file, clientId)
                        .orElse(null));
    }

    private static UploadedFile file(Row row) {
        Uploaded uploaded = new Uploaded(
                row.text("reference"), row.text("aes_key"), row.number("plain_size"), row.number("cipher_size"));
        return new UploadedFile(
                row.number("seq"),
                row.count("number"),
                MediaKind.valueOf(row.text("kind")),
                row.text("name"),
                row.text("bot"),
                uploaded);
    }
}
