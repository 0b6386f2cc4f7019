package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.SenderState;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Tx;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The SQL of what the server's refusals ask of the sender. */
final class SenderTable {
    /** So long an account that cannot upload is not asked again. */
    private static final Duration UNABLE_FOR = Duration.ofDays(1);

    private static final String UNABLE = "delivery.cannot-upload ";
    private static final String UNCONFIRMED = "delivery.unconfirmed ";
    private static final String NOT_REFUSED = "refused_at = NULL, refused_purse = 0, refusal_probed = 0";
    private static final String UNLIMITED = "rate_limited_until = NULL, rate_limits = 0, " + NOT_REFUSED;

    private SenderTable() {}

    static SenderState state(Tx tx) {
        return tx.first(
                        "SELECT * FROM sender",
                        row -> new SenderState(
                                row.timeOrNull("rate_limited_until"),
                                row.count("rate_limits"),
                                row.timeOrNull("refused_at"),
                                row.number("refused_purse"),
                                row.flag("refusal_probed"),
                                row.count("unconfirmed")))
                .orElseThrow();
    }

    static void free(Tx tx) {
        tx.update("UPDATE sender SET unconfirmed = 0, " + UNLIMITED);
    }

    /** The server took a message without an id: it limits nothing, and perhaps shows nothing. */
    static void takenWithoutId(Tx tx) {
        tx.update("UPDATE sender SET unconfirmed = unconfirmed + 1, " + UNLIMITED);
    }

    /** Another person signed in: only that nothing is shown belongs to the person, and is known when they come back. */
    static void changePerson(Tx tx, String former, String person) {
        KeyValues.put(tx, UNCONFIRMED + former, Integer.toString(state(tx).unconfirmed()));
        int unconfirmed =
                KeyValues.get(tx, UNCONFIRMED + person).map(Integer::valueOf).orElse(0);
        tx.update("UPDATE sender SET unconfirmed = ?, " + UNLIMITED, unconfirmed);
    }

    static void rateLimited(Tx tx, Duration pause, Instant now) {
        tx.update("UPDATE sender SET rate_limited_until = ?, rate_limits = rate_limits + 1", now.plus(pause));
    }

    /** The server refused where the purse should have had more. */
    static void refused(Tx tx, long purse, Instant now) {
        tx.update("UPDATE sender SET refused_at = ?, refused_purse = ?, refusal_probed = 0", now, purse);
    }

    /** The pause after a refusal ends: the window is shut for good, or a new one opened. */
    static void refusalOver(Tx tx) {
        tx.update("UPDATE sender SET " + NOT_REFUSED);
    }

    /** The one urgent probe into the pause after a refusal is on its way; or it never reached the server, and was none. */
    static void probed(Tx tx, boolean probed) {
        tx.update("UPDATE sender SET refusal_probed = ?", probed);
    }

    /** After a clock was set back: no pause is longer than one that begins now. */
    static void bound(Tx tx, Duration rateLimitPause, Instant now) {
        tx.update("""
                UPDATE sender SET rate_limited_until = min(rate_limited_until, ?), refused_at = min(refused_at, ?)
                """, now.plus(rateLimitPause), now);
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
}
