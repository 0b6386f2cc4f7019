package io.ilinknotify.schedule;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Store;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Records which due times of jobs were run, each in the transaction that stores its notification: whenever the process ends,
 * either both are there or neither.
 */
@Singleton
public record JobRuns(Store store) {
    /** The names under which {@link #counts} tells. */
    static final List<String> COUNTED = Stream.of(
                    State.SENT, State.EXPIRED, State.FAILED, State.UNCONFIRMED, State.UNKNOWN, State.HELD)
            .map(State::code)
            .toList();

    /**
     * How far a job is.
     *
     * @param plan its schedule when it was seen first
     * @param doneUntil the due time it ran for last, or when it was seen first: what was due until then is done with
     * @param last its last run; {@code null} when it never ran
     */
    record Progress(
            String plan, Instant doneUntil, @Nullable Run last) {}

    /**
     * A run of a job.
     *
     * @param state how that stands; {@code null} when it is no longer retained
     */
    public record Run(
            Instant due,
            Instant at,
            NotificationId notification,
            @Nullable State state) {}

    /** Reads how far a job is; empty when it was never seen. */
    Optional<Progress> find(String job) {
        return store.read(
                tx -> tx.first("""
                        SELECT plan, done_until, ran_due, ran_at, ran_id, state
                        FROM job LEFT JOIN notification ON notification.id = job.ran_id WHERE name = ?
                        """, row -> new Progress(row.text("plan"), row.time("done_until"), last(row)), job));
    }

    private static @Nullable Run last(Row row) {
        String notification = row.textOrNull("ran_id");
        String state = row.textOrNull("state");
        return notification == null
                ? null
                : new Run(
                        row.time("ran_due"),
                        row.time("ran_at"),
                        new NotificationId(notification),
                        state == null ? null : State.valueOf(state));
    }

    /** Records that a job is new, or has another schedule: nothing of it was due before now. */
    void begin(String job, String plan, Instant now) {
        store.run(tx -> tx.update("""
                INSERT INTO job (name, plan, done_until) VALUES (?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET plan = excluded.plan, done_until = excluded.done_until
                """, job, plan, now));
    }

    /** Forgets jobs that are gone, so that they begin afresh when they come back. */
    void keepOnly(List<String> names) {
        store.run(tx -> {
            List<String> gone = tx.all("SELECT name FROM job", row -> row.text("name"));
            gone.removeAll(names);
            gone.forEach(name -> tx.update("DELETE FROM job WHERE name = ?", name));
        });
    }

    /** Records that a job ran at {@code at} for the due time, in the transaction that stores its notification. */
    static Acceptance.Recorder ran(String job, Instant due, Instant at) {
        return (tx, id) -> tx.update(
                "UPDATE job SET done_until = ?, ran_due = ?, ran_at = ?, ran_id = ? WHERE name = ?",
                due,
                due,
                at,
                id.value(),
                job);
    }

    /**
     * Counts how many ended in which way in {@code [since, now)}, so that the next run counts what this one does not; and under
     * {@code held} how many wait for something to change now.
     */
    Map<String, Long> counts(Instant since, Instant now) {
        Map<String, Long> counts = new TreeMap<>();
        COUNTED.forEach(state -> counts.put(state, 0L));
        store.read(tx -> tx.all(
                        """
                        SELECT state, count(*) AS n FROM notification
                        WHERE finished_at >= ? AND finished_at < ? GROUP BY state
                        UNION ALL SELECT 'HELD', count(*) FROM notification WHERE state = 'HELD'
                        """, row -> Map.entry(State.valueOf(row.text("state")).code(), row.number("n")), since, now))
                .forEach(state -> counts.replace(state.getKey(), state.getValue()));
        return counts;
    }
}
