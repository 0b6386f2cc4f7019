package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** One QR code on its way from the screen to a confirmed sign-in. Guarded by the lock. */
final class QrCode {
    final String text;
    final Instant fetchedAt;
    final List<String> heldTokens;
    final long version;
    /** The status that the client heard last. */
    String told = "wait";

    @Nullable
    SimulatedUser person;
    /** What the phone shows to be typed in; null when it asks for nothing. */
    @Nullable
    String digits;

    @Nullable
    BotCredentials credentials;

    boolean redirected;
    boolean confirmed;
    boolean alreadyBound;
    private boolean digitsRight;
    private int wrong;
    private boolean ended;

    QrCode(String text, Instant fetchedAt, List<String> heldTokens, long version) {
        this.text = text;
        this.fetchedAt = fetchedAt;
        this.heldTokens = heldTokens;
        this.version = version;
    }

    String status(Instant now, Rules rules) {
        if (confirmed) {
            return alreadyBound ? "binded_redirect" : "confirmed";
        }
        if (wrong >= rules.wrongDigits) {
            return "verify_code_blocked";
        }
        if (ended || !now.isBefore(fetchedAt.plus(rules.qrLife))) {
            return "expired";
        }
        if (person == null) {
            return "wait";
        }
        if (digits != null && !digitsRight) {
            return "need_verifycode";
        }
        return rules.redirectHost != null && !redirected ? "scaned_but_redirect" : "scaned";
    }

    /** Whether a poll is held: nothing changed since the last answer, and something still can. */
    boolean nothingNew(Instant now, Rules rules) {
        String status = status(now, rules);
        boolean pending = status.equals("wait") || status.equals("scaned") || status.equals("need_verifycode");
        return pending && status.equals(told);
    }

    void scan(SimulatedUser scanning, Instant now, Rules rules, Ids ids) {
        String status = status(now, rules);
        if (!status.equals("wait")) {
            throw new IllegalStateException("the QR code cannot be scanned: it is " + status);
        }
        person = scanning;
        digits = rules.digits ? ids.digits() : null;
    }

    boolean waitsForTap(Instant now, Rules rules) {
        String status = status(now, rules);
        return status.equals("scaned") || status.equals("scaned_but_redirect");
    }

    /** Digits that the client sent along. */
    void enter(String typed, Rules rules) {
        if (digits == null || digitsRight || wrong >= rules.wrongDigits) {
            return;
        }
        if (typed.equals(digits)) {
            digitsRight = true;
        } else {
            wrong++;
        }
    }

    void expire() {
        ended = true;
    }
}
