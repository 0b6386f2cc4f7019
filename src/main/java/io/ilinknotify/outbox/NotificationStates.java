package io.ilinknotify.outbox;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.store.Tx;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Changes notifications as their messages leave and are settled, always in the sender's own transaction. */
@Singleton
public class NotificationStates {
    /** The condition of a notification that waits for the sender, and not for the operator. */
    public static final String WAITS = """
            finished_at IS NULL AND state IN ('QUEUED', 'HELD')
            AND (reason IS NULL OR reason NOT IN ('REJECTED', 'OTHER_PERSON'))
            """;

    private final Outbox outbox;

    public NotificationStates(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Marks notifications as on their way; {@code false} when one of them does not wait any more, and then nothing may be sent. */
    public boolean take(Tx tx, List<Long> seqs) {
        return seqs.stream()
                .allMatch(seq -> tx.update(
                                "UPDATE notification SET state = 'SENDING', reason = NULL WHERE seq = ? AND " + WAITS,
                                seq)
                        == 1);
    }

    /** A message settled this notification; {@code mergedInto} names it when it carried others as well. */
    public void finish(
            Tx tx,
            long seq,
            State state,
            Coverage told,
            @Nullable String messageId,
            @Nullable String mergedInto,
            Instant now) {
        List<NotificationId> ids = tx.all(
                """
                UPDATE notification SET state = ?, reason = NULL, told = ?, message_id = ?, merged_into = ?,
                    finished_at = ?, mention = ? WHERE seq = ? RETURNING id
                """,
                row -> new NotificationId(row.text("id")),
                state,
                told,
                messageId,
                mergedInto,
                now,
                state == State.UNKNOWN || state == State.UNCONFIRMED,
                seq);
        outbox.finished(tx, ids);
    }

    /** Lets a notification that was not told, or not all of it, wait again as others of its priority do. */
    public void putBack(Tx tx, long seq) {
        outbox.standAgain(tx, seq);
    }

    /** Records that a part of the text was told, and that more is to come. */
    public void partTold(Tx tx, long seq, int chars) {
        tx.update("UPDATE notification SET told_chars = ?, told_parts = told_parts + 1 WHERE seq = ?", chars, seq);
        putBack(tx, seq);
    }

    /** Lets a notification wait for the operator, or for the next message of the person. */
    public void hold(Tx tx, long seq, Reason reason) {
        tx.update("UPDATE notification SET state = 'HELD', reason = ? WHERE seq = ?", reason, seq);
    }

    /** Another person signed in: notifications that wait were meant for the former one, and the operator decides. */
    public void holdForFormerPerson(Tx tx) {
        tx.update("""
                UPDATE notification SET state = 'HELD', reason = 'OTHER_PERSON'
                WHERE finished_at IS NULL AND state IN ('QUEUED', 'HELD')
                """);
        AttachmentTable.holdForFormerPerson(tx);
    }

    /** Records how far a notification is suspected of being what the server calls invalid: a number of the sender's. */
    public void bare(Tx tx, long seq, int suspicion) {
        tx.update("UPDATE notification SET bare = ? WHERE seq = ?", suspicion, seq);
    }

    /** Records that a message told of this notification that it may not have arrived, or that it expired. */
    public void mentioned(Tx tx, long seq) {
        tx.update("UPDATE notification SET mention = 0 WHERE seq = ?", seq);
    }

    /** Lets no message mention the notifications up to this one any more; returns how many they were. */
    public int mentionNone(Tx tx, long upto) {
        return tx.update("UPDATE notification SET mention = 0 WHERE mention = 1 AND seq <= ?", upto);
    }
}
