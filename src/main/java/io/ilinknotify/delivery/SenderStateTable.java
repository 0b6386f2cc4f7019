package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.SenderState;
import io.ilinknotify.store.Tx;

/** The SQL of {@link SenderState}. */
final class SenderStateTable {
    private SenderStateTable() {}

    static SenderState load(Tx tx) {
        return tx.first(
                        "SELECT * FROM sender",
                        row -> new SenderState(
                                row.timeOrNull("rate_limited_until"),
                                row.count("rate_limits"),
                                row.timeOrNull("refused_at"),
                                row.number("refused_purse"),
                                row.flag("refusal_probed"),
                                row.count("unconfirmed"),
                                row.timeOrNull("unconfirmed_at"),
                                row.number("unconfirmed_purse")))
                .orElseThrow();
    }

    static void save(Tx tx, SenderState s) {
        tx.update(
                """
                UPDATE sender SET rate_limited_until = ?, rate_limits = ?, refused_at = ?, refused_purse = ?,
                    refusal_probed = ?, unconfirmed = ?, unconfirmed_at = ?, unconfirmed_purse = ?
                """,
                s.rateLimitedUntil(),
                s.rateLimits(),
                s.refusedAt(),
                s.refusedPurse(),
                s.refusalProbed(),
                s.unconfirmed(),
                s.unconfirmedAt(),
                s.unconfirmedPurse());
    }
}
