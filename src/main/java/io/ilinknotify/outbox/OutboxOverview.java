package io.ilinknotify.outbox;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Store;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Short lines about many notifications, for people: long texts are never loaded. */
@Singleton
public final class OutboxOverview {
    private static final String SELECT = """
            SELECT id, state, reason, told, client, source, title, beginning, length, priority, phase, created_at, finished_at,
                message_id FROM notification
            """;

    private final Store store;
    private final Outbox outbox;

    OutboxOverview(Store store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    /** What is open, the most urgent and then the oldest first. */
    public List<Line> open(int most) {
        return lines(SELECT + "WHERE finished_at IS NULL ORDER BY priority DESC, seq LIMIT ?", most);
    }

    /** What was finished since, newest first. */
    public List<Line> finished(Instant since, int most) {
        return lines(SELECT + "WHERE finished_at >= ? ORDER BY finished_at DESC, seq DESC LIMIT ?", since, most);
    }

    /** How many wait because they were meant for the person before. */
    public long forOtherPerson() {
        return store.read(tx -> tx.first(
                        "SELECT count(*) AS n FROM notification INDEXED BY notification_counts"
                                + " WHERE finished_at IS NULL AND state = ? AND reason = ?",
                        row -> row.number("n"),
                        State.HELD,
                        Reason.OTHER_PERSON))
                .orElse(0L);
    }

    private List<Line> lines(String sql, Object... args) {
        return store.read(tx -> tx.all(sql, this::line, args));
    }

    private Line line(Row row) {
        State state = State.valueOf(row.text("state"));
        Priority priority = Priority.values()[row.count("priority")];
        String reason = row.textOrNull("reason");
        String told = row.textOrNull("told");
        return new Line(
                new NotificationId(row.text("id")),
                state,
                reason == null ? waitsFor(state, priority) : Reason.valueOf(reason),
                told == null ? null : Coverage.valueOf(told),
                row.text("client"),
                row.text("source"),
                row.textOrNull("title"),
                row.text("beginning"),
                row.number("length"),
                priority,
                Phase.valueOf(row.text("phase")),
                row.time("created_at"),
                row.timeOrNull("finished_at"),
                row.textOrNull("message_id"));
    }

    /** Why a queued one waits is told from memory. */
    private @Nullable Reason waitsFor(State state, Priority priority) {
        WaitStatus standing = outbox.standings().get(priority);
        return state == State.QUEUED && standing != null && standing.state() == State.QUEUED ? standing.reason() : null;
    }

    /**
     * One notification in short.
     *
     * @param reason why it is not out yet; {@code null} when there is nothing to explain
     * @param told how much of it stood in the message, once one carried it
     * @param beginning the first 240 code points of its text
     * @param length code points of the whole text
     * @param phase whether it says that an alert has ended
     * @param finishedAt when it reached a final state
     * @param messageId the server's id of the message that told it
     */
    public record Line(
            NotificationId id,
            State state,
            @Nullable Reason reason,
            @Nullable Coverage told,
            String client,
            String source,
            @Nullable String title,
            String beginning,
            long length,
            Priority priority,
            Phase phase,
            Instant createdAt,
            @Nullable Instant finishedAt,
            @Nullable String messageId) {}
}
