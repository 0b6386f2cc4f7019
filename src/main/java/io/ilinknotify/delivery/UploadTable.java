package io.ilinknotify.delivery;

import io.ilinknotify.ilink.MediaKind;
import io.ilinknotify.ilink.UploadedMedia;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.AttachmentTable;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Tx;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The SQL of the files that messages brought, and the memory of an account that cannot upload. */
final class UploadTable {
    /** So long an account that cannot upload is not asked again. */
    static final Duration UNABLE_FOR = Duration.ofDays(1);

    private static final String UNABLE = "delivery.cannot-upload ";

    private UploadTable() {}

    static void insert(Tx tx, String clientId, UploadedFile file) {
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
                file.media().reference(),
                file.media().key(),
                file.media().plainSize(),
                file.media().cipherSize());
    }

    static Optional<UploadedFile> find(Tx tx, String clientId) {
        return tx.first("SELECT * FROM upload WHERE message = ?", UploadTable::file, clientId);
    }

    /** The file of a message, if it brought one, has the outcome of the message. */
    static void finish(Tx tx, SendAttempt attempt, State state, Instant now) {
        UploadedFile file = attempt.file();
        if (file != null) {
            AttachmentTable.finish(tx, file.seq(), file.number(), state, null, now);
            forgetSecrets(tx, attempt);
        }
    }

    /** The file of a message, if it would have brought one, waits again, or for a reason of its own. */
    static void putBack(Tx tx, SendAttempt attempt, WaitStatus standing, @Nullable String detail) {
        UploadedFile file = attempt.file();
        if (file != null) {
            AttachmentTable.stand(tx, file.seq(), file.number(), standing, detail);
            forgetSecrets(tx, attempt);
        }
    }

    private static void forgetSecrets(Tx tx, SendAttempt attempt) {
        tx.update("UPDATE upload SET reference = '', aes_key = '' WHERE message = ?", attempt.clientId());
    }

    static void delete(Tx tx, String clientId) {
        tx.update("DELETE FROM upload WHERE message = ?", clientId);
    }

    /** The messages that may be repeated and whose file another account uploaded. */
    static List<String> lostOfOthers(Tx tx, String bot) {
        return tx.all("""
                        SELECT m.client_id FROM message m JOIN upload u ON u.message = m.client_id
                        WHERE m.state <> 'DONE' AND m.state = 'LOST' AND u.bot <> ?
                        """, row -> row.text("client_id"), bot);
    }

    static void unable(Tx tx, String bot, Instant now) {
        KeyValues.put(tx, UNABLE + bot, Long.toString(now.toEpochMilli()));
    }

    static void able(Tx tx, String bot) {
        KeyValues.remove(tx, UNABLE + bot);
    }

    /** When the account is asked again; empty when it is able as far as we know, or the clock was set back since. */
    static Optional<Instant> unableUntil(Tx tx, String bot, Instant now) {
        return KeyValues.get(tx, UNABLE + bot)
                .map(at -> Instant.ofEpochMilli(Long.parseLong(at)))
                .filter(at -> !at.isAfter(now))
                .map(at -> at.plus(UNABLE_FOR))
                .filter(now::isBefore);
    }

    private static UploadedFile file(Row row) {
        UploadedMedia media = new UploadedMedia(
                row.text("reference"), row.text("aes_key"), row.number("plain_size"), row.number("cipher_size"));
        return new UploadedFile(
                row.number("seq"),
                row.count("number"),
                MediaKind.valueOf(row.text("kind")),
                row.text("name"),
                row.text("bot"),
                media);
    }
}
