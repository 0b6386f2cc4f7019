package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import io.ilinknotify.store.Store;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts what came in, by the hour, and says who sent last: for people. */
@Singleton
public final class OutboxHistory {
    private static final Duration HOUR = Duration.ofHours(1);
    /** More than a page shows. */
    private static final int MOST_CLIENTS = 50;

    private final Store store;

    OutboxHistory(Store store) {
        this.store = store;
    }

    /**
     * Notifications of one client that came in one hour and stand alike now.
     *
     * @param hour 0 is the one that began at the time that was asked for
     */
    public record Count(int hour, String client, State state, int number) {}

    public record Last(String client, String source, Instant at) {}

    public List<Count> since(Instant time) {
        return store.read(tx -> tx.all(
                """
                SELECT (created_at - ?) / ? AS hour, client, state, count(*) AS number
                FROM notification WHERE id >= ? GROUP BY 1, 2, 3
                """,
                row -> new Count(
                        row.count("hour"), row.text("client"), State.valueOf(row.text("state")), row.count("number")),
                time,
                HOUR.toMillis(),
                NotificationId.least(time).value()));
    }

    /** Of each client that a notification is retained of. */
    public List<Last> newest() {
        return store.read(tx -> tx.all(
                """
                WITH RECURSIVE each(client) AS (
                    SELECT min(client) FROM notification
                    UNION ALL
                    SELECT (SELECT min(client) FROM notification WHERE client > each.client)
                    FROM each WHERE each.client IS NOT NULL)
                SELECT n.client, n.source, n.created_at FROM each
                JOIN notification n ON n.seq = (SELECT max(seq) FROM notification WHERE client = each.client)
                LIMIT ?
                """, row -> new Last(row.text("client"), row.text("source"), row.time("created_at")), MOST_CLIENTS));
    }
}
