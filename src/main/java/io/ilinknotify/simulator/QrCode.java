package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** One QR code on its way from the screen to a confirmed sign-in. Guarded by the lock. */
final class QrCode {
    final String text;
    final List<String> heldTokens;
    final long version;
    private final Rules rules;
    private final Clock clock;
    private final Instant fetchedAt;
    /** The status that the client heard last. */
    String told = "wait";
    /** The digits that the phone shows to be typed in; empty when it asks for nothing. */
    String digits = "";

    @Nullable
    SimulatedUser person;

    @Nullable
    BotCredentials credentials;

    boolean redirected;
    boolean confirmed;
    boolean alreadyBound;
    boolean ended;
    private boolean digitsRight;
    private int wrong;

    QrCode(String text, List<String> heldTokens, long version, Rules rules, Clock clock) {
        this.text = text;
        this.heldTokens = heldTokens;
        this.version = version;
        this.rules = rules;
        this.clock = clock;
        this.fetchedAt = clock.instant();
    }

    String status() {
        if (confirmed) {
            return alreadyBound ? "binded_redirect" : "confirmed";
        }
        if (wrong >= rules.wrongDigits) {
            return "verify_code_blocked";
        }
        if (ended || !clock.instant().isBefore(fetchedAt.plus(rules.qrLife))) {
            return "expired";
        }
        if (person == null) {
            return "wait";
        }
        if (!digits.isEmpty() && !digitsRight) {
            return "need_verifycode";
        }
        return rules.redirectHost != null && !redirected ? "scaned_but_redirect" : "scaned";
    }

    /** Tells that the status changed since the last answer, or cannot change any more. */
    boolean somethingNew() {
        String status = status();
        boolean pending = List.of("wait", "scaned", "need_verifycode").contains(status);
        return !pending || !status.equals(told);
    }

    void scan(SimulatedUser scanning, String digitsToType) {
        if (!status().equals("wait")) {
            throw new IllegalStateException("the QR code cannot be scanned: it is " + status());
        }
        person = scanning;
        digits = rules.digits ? digitsToType : "";
    }

    boolean waitsForTap() {
        return status().startsWith("scaned");
    }

    /** Takes the digits that the client sent along. */
    void enter(String typed) {
        if (digits.isEmpty() || digitsRight || wrong >= rules.wrongDigits) {
            return;
        }
        if (typed.equals(digits)) {
            digitsRight = true;
        } else {
            wrong++;
        }
    }
}
