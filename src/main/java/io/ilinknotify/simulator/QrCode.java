package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One QR code on its way from the screen to a confirmed sign-in. Guarded by the lock. */
final class QrCode {
    private static final Duration LIFE = Duration.ofMinutes(5);

    final String text;
    final List<String> heldTokens;
    final long version;
    private final SimulatedIlink server;
    Instant endsAt;
    /** The status that the client heard last. */
    String told = "wait";
    /** The digits that the phone shows to be typed in; empty when it asks for nothing. */
    String digits = "";

    @Nullable
    SimulatedUser person;

    /** Null for a bot that the client holds already. */
    Phone.@Nullable BotCredentials credentials;

    boolean redirected;
    boolean confirmed;
    private boolean digitsRight;
    private int wrong;

    QrCode(SimulatedIlink server, List<String> heldTokens, long version) {
        this.server = server;
        this.text = server.ids.hex(32);
        this.heldTokens = heldTokens;
        this.version = version;
        this.endsAt = server.clock.instant().plus(LIFE);
    }

    String status() {
        if (confirmed) {
            return credentials == null ? "binded_redirect" : "confirmed";
        }
        if (wrong >= server.rules.wrongDigits) {
            return "verify_code_blocked";
        }
        if (!server.clock.instant().isBefore(endsAt)) {
            return "expired";
        }
        if (person == null) {
            return "wait";
        }
        if (!digits.isEmpty() && !digitsRight) {
            return "need_verifycode";
        }
        return server.rules.redirectHost != null && !redirected ? "scaned_but_redirect" : "scaned";
    }

    /** Tells that the status changed since the last answer, or cannot change any more. */
    boolean somethingNew() {
        String status = status();
        return !status.equals(told)
                || !List.of("wait", "scaned", "need_verifycode").contains(status);
    }

    void scan(SimulatedUser scanning, String digitsToType) {
        if (!status().equals("wait")) {
            throw new IllegalStateException("the QR code cannot be scanned: it is " + status());
        }
        person = scanning;
        digits = server.rules.digits ? digitsToType : "";
    }

    void enter(String typed) {
        if (!status().equals("need_verifycode")) {
            return;
        }
        if (typed.equals(digits)) {
            digitsRight = true;
        } else {
            wrong++;
        }
    }
}
