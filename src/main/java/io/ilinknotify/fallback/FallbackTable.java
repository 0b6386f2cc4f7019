package io.ilinknotify.fallback;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.store.Row;
import io.ilinknotify.store.Tx;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The SQL of the second channel: how far it has looked, the notifications it has to tell, and those it told. */
final class FallbackTable {
    private static final String SELECT =
            "SELECT seq, id, state, priority, coalesce(title, beginning) AS name, created_at FROM notification ";

    private FallbackTable() {}

    /**
     * A notification that may have to be told.
     *
     * @param name its title, or the beginning of its text
     */
    record Candidate(long seq, NotificationId id, State state, Priority priority, String name, Instant createdAt) {
        static Candidate of(Row row) {
            return new Candidate(
                    row.number("seq"),
                    new NotificationId(row.text("id")),
                    State.valueOf(row.text("state")),
                    Priority.values()[row.count("priority")],
                    row.text("name"),
                    row.time("created_at"));
        }
    }

    /** Up to which notification all were looked at; empty while there is no second channel. */
    static Optional<Long> lookedTo(Tx tx) {
        return tx.first(
                "SELECT looked_to FROM fallback_channel WHERE looked_to IS NOT NULL", row -> row.number("looked_to"));
    }

    static void lookedTo(Tx tx, long seq) {
        tx.update("UPDATE fallback_channel SET looked_to = ?", seq);
    }

    /** Ends the second channel: what it had to tell is not told later, when there is one again. */
    static void close(Tx tx) {
        tx.update("UPDATE fallback_channel SET looked_to = NULL, posts = '',"
                + " told_at = NULL, failed_at = NULL, failure = NULL");
        tx.update("DELETE FROM fallback");
    }

    static long newest(Tx tx) {
        return tx.number("SELECT max(seq) AS n FROM notification");
    }

    static List<Candidate> open(Tx tx) {
        return tx.all(SELECT + "WHERE finished_at IS NULL", Candidate::of);
    }

    static List<Candidate> after(Tx tx, long seq, int most) {
        return tx.all(SELECT + "WHERE seq > ? ORDER BY seq LIMIT ?", Candidate::of, seq, most);
    }

    /** Those whose answer was lost, that were not looked at, and that are not yet to be told. */
    static List<Candidate> unknownAfter(Tx tx, long seq) {
        return tx.all(SELECT + """
                n WHERE state = 'UNKNOWN' AND seq > ?
                    AND NOT EXISTS (SELECT 1 FROM fallback f WHERE f.seq = n.seq) ORDER BY seq
                """, Candidate::of, seq);
    }

    static void add(Tx tx, long seq, Instant at) {
        tx.update("INSERT INTO fallback (seq, next_at) VALUES (?, ?) ON CONFLICT (seq) DO NOTHING", seq, at);
    }

    /** Lists the due ones, the most urgent first. One that waits until after {@code absurd} is due as well: the clock was set back. */
    static List<Candidate> due(Tx tx, Instant now, Instant absurd, int most) {
        return tx.all(SELECT + """
                n JOIN fallback f USING (seq) WHERE f.told_at IS NULL AND (f.next_at <= ? OR f.next_at > ?)
                ORDER BY n.priority DESC, seq LIMIT ?
                """, Candidate::of, now, absurd, most);
    }

    static ChannelStanding standing(Tx tx, Duration after, Priority least) {
        return tx.first(
                        """
                        SELECT told_at, failed_at, failure,
                            (SELECT count(*) FROM fallback WHERE told_at IS NULL) AS waiting FROM fallback_channel
                        """,
                        row -> new ChannelStanding(
                                after,
                                least,
                                row.number("waiting"),
                                row.timeOrNull("told_at"),
                                row.timeOrNull("failed_at"),
                                row.textOrNull("failure")))
                .orElseThrow();
    }

    /** Remembers for people how the last post ended, whatever the clock does; {@code failure} is empty when it was taken. */
    static void posted(Tx tx, Instant now, String failure) {
        if (failure.isEmpty()) {
            tx.update("UPDATE fallback_channel SET told_at = ?1, failed_at = min(failed_at, ?1)", now);
        } else {
            tx.update(
                    "UPDATE fallback_channel SET failed_at = ?1, failure = ?2, told_at = min(told_at, ?1 - 1)",
                    now,
                    failure);
        }
    }

    static int tries(Tx tx, long seq) {
        return (int) tx.number("SELECT tries AS n FROM fallback WHERE seq = ?", seq);
    }

    static void tried(Tx tx, long seq, Instant next) {
        tx.update("UPDATE fallback SET tries = tries + 1, next_at = ? WHERE seq = ?", next, seq);
    }

    static void told(Tx tx, long seq, Instant now) {
        tx.update("UPDATE fallback SET told_at = ? WHERE seq = ?", now, seq);
    }

    static void remove(Tx tx, long seq) {
        tx.update("DELETE FROM fallback WHERE seq = ?", seq);
    }

    static List<Instant> posts(Tx tx) {
        return tx.first("SELECT posts FROM fallback_channel", row -> row.text("posts")).stream()
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .filter(word -> !word.isEmpty())
                .map(word -> Instant.ofEpochMilli(Long.parseLong(word)))
                .toList();
    }

    static void posts(Tx tx, List<Instant> posts) {
        tx.update(
                "UPDATE fallback_channel SET posts = ?",
                posts.stream().map(at -> String.valueOf(at.toEpochMilli())).collect(Collectors.joining(" ")));
    }
}
