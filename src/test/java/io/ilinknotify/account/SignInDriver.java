package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.Showing;
import io.ilinknotify.ilink.QrCodeOutcome;
import io.ilinknotify.ilink.QrStatus;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Plays the server, the clock and the people around a {@link SignInStage}. */
final class SignInDriver {
    static final URI BASE = URI.create("https://ilinkai.weixin.qq.com");
    static final URI ELSEWHERE = URI.create("https://sh.weixin.qq.com");

    SignInStage stage = new SignInStage.Idle();
    Instant now = Instant.parse("2026-11-22T09:00:00Z");
    boolean needed = true;
    boolean watched = true;
    boolean holdsAccount;

    /** The stage that is to be acted on now; empty while nothing is to be done yet. */
    Optional<SignInStage> due() {
        stage = stage.next(now, needed, watched);
        return Optional.of(stage).filter(due -> !now.isBefore(due.due()));
    }

    /** When the next thing is to be done. */
    Instant next() {
        stage = stage.next(now, needed, watched);
        return stage.due();
    }

    /** Fetches a code, which must be what is to be done now. */
    void show(String code) {
        assertThat(due()).containsInstanceOf(SignInStage.Fetching.class);
        fetched(new QrCodeOutcome.Fetched(code, "https://a.example/" + code));
    }

    void fetched(QrCodeOutcome outcome) {
        stage = stage.fetched(outcome, BASE, now);
    }

    void begin() {
        stage = stage.begin();
    }

    /** Tells whether they are taken. */
    boolean digits(String digits) {
        SignInStage before = stage;
        stage = stage.digits(digits, now);
        return !stage.equals(before);
    }

    /** Polls, which must be what is to be done now, and gets this answer. */
    void poll(QrStatus status) {
        poll((Showing) due().orElseThrow(), status);
    }

    /** An answer to a poll that was about this code. */
    void poll(Showing asked, QrStatus status) {
        stage = stage.polled(asked, status, now, holdsAccount);
    }

    /** Says that this code is polled there now, with these digits. */
    void assertPolls(URI base, String code, @Nullable String digits) {
        Showing asked = (Showing) due().orElseThrow();
        assertThat(asked.base()).isEqualTo(base);
        assertThat(asked.code().id()).isEqualTo(code);
        assertThat(asked.digits()).isEqualTo(digits);
    }

    Showing showing() {
        return (Showing) stage;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
