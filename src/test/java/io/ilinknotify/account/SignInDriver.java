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

/** Plays the server, the clock and the people around a {@link SignInFlow}. */
final class SignInDriver {
    static final URI BASE = URI.create("https://ilinkai.weixin.qq.com");
    static final URI ELSEWHERE = URI.create("https://sh.weixin.qq.com");

    final SignInFlow flow = new SignInFlow(BASE);
    Instant now = Instant.parse("2026-11-22T09:00:00Z");
    boolean needed = true;
    boolean watched = true;
    boolean holdsAccount;

    /** The stage that is to be acted on now; empty while nothing is to be done yet. */
    Optional<SignInStage> due() {
        return Optional.of(flow.next(now, needed, watched)).filter(stage -> !now.isBefore(stage.due()));
    }

    /** When the next thing is to be done. */
    Instant next() {
        return flow.next(now, needed, watched).due();
    }

    /** Fetches a code, which must be what is to be done now. */
    void show(String code) {
        assertThat(due()).containsInstanceOf(SignInStage.Fetching.class);
        flow.fetched(new QrCodeOutcome.Fetched(code, "https://a.example/" + code), now);
    }

    /** Polls, which must be what is to be done now, and gets this answer. */
    void poll(QrStatus status) {
        flow.polled((Showing) due().orElseThrow(), status, now, holdsAccount);
    }

    /** Says that this code is polled there now, with these digits. */
    void assertPolls(URI base, String code, @Nullable String digits) {
        Showing asked = (Showing) due().orElseThrow();
        assertThat(asked.base()).isEqualTo(base);
        assertThat(asked.code().id()).isEqualTo(code);
        assertThat(asked.digits()).isEqualTo(digits);
    }

    Showing showing() {
        return (Showing) flow.stage();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
