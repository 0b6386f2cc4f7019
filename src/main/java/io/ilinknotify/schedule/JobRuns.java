package io.ilinknotify.schedule;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which due times of jobs were run. A run is recorded in the transaction that stores its notification: whenever the
 * process ends, either both are there or neither.
 */
@ApplicationScoped
public class JobRuns {
    private static final List<State> ENDED =
            List.of(State.SENT, State.EXPIRED, State.FAILED, State.UNCONFIRMED, State.UNKNOWN);

    /** The names under which {@link #counts} tells. */
    public static final List<String> COUNTED = Stream.concat(ENDED.stream(), Stream.of(State.HELD))
            .map(State::code)
            .toList();

    private final Store store;

    public JobRuns(Store store) {
        this.store = store;
    }

    /** How far a job is; empty when it was never seen. */
    public Optional<JobRun> find(String job) {
        return store.read(
                tx -> tx.first("""
                        SELECT plan, done_until, ran_due, ran_at, ran_id, state
                        FROM job LEFT JOIN notification ON notification.id = job.ran_id WHERE name = ?
                        """, row -> new JobRun(row.text("plan"), row.time("done_until"), last(row)), job));
    }

    private static Optional<JobRun.Last> last(Row row) {
        String notification = row.textOrNull("ran_id");
        return notification == null
                ? Optional.empty()
                : Optional.of(new JobRun.Last(
                        row.time("ran_due"),
                        row.time("ran_at"),
                        new NotificationId(notification),
                        Optional.ofNullable(row.textOrNull("state")).map(State::valueOf)));
    }

    /** A job is new, or has another schedule: nothing of it was due before now. */
    public void begin(String job, String plan, Instant now) {
        store.write(tx -> tx.update("""
                        INSERT INTO job (name, plan, done_until) VALUES (?, ?, ?)
                        ON CONFLICT (name) DO UPDATE SET plan = excluded.plan, done_until = excluded.done_until
                        """, job, plan, now)).join();
    }

    /** Forgets jobs that are gone, so that they begin afresh when they come back. */
    public void keepOnly(List<String> names) {
        store.write(tx -> {
                    List<String> known = tx.all("SELECT name FROM job", row -> row.text("name"));
                    known.stream()
                            .filter(name -> !names.contains(name))
                            .forEach(name -> tx.update("DELETE FROM job WHERE name = ?", name));
                    return true;
                })
                .join();
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
     * How many ended in which way in {@code [since, now)}, so that the next run counts what this one does not; and under
     * {@code held} how many wait for something to change now.
     */
    public Map<String, Long> counts(Instant since, Instant now) {
        return store.read(tx -> {
            Map<String, Long> counts = new TreeMap<>();
            ENDED.forEach(state -> counts.put(state.code(), 0L));
            tx
                    .all(
                            "SELECT state, count(*) AS n FROM notification WHERE finished_at >= ? AND finished_at < ?"
                                    + " GROUP BY state",
                            row -> Map.entry(State.valueOf(row.text("state")), row.number("n")),
                            since,
                            now)
                    .stream()
                    .filter(ended -> ENDED.contains(ended.getKey()))
                    .forEach(ended -> counts.put(ended.getKey().code(), ended.getValue()));
            counts.put(
                    State.HELD.code(),
                    tx.first("SELECT count(*) AS n FROM notification WHERE state = 'HELD'", row -> row.number("n"))
                            .orElse(0L));
            return counts;
        });
    }
}
