package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.Showing;
import io.ilinknotify.ilink.QrCodeOutcome;
import io.ilinknotify.ilink.QrStatus;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

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

    SignInFlow.Step step() {
        return flow.next(now, needed, watched);
    }

    /** Fetches a code, which must be what is to be done now. */
    void show(String code) {
        assertThat(step()).isEqualTo(new SignInFlow.Step.Fetch());
        flow.fetched(new QrCodeOutcome.Fetched(code, "https://a.example/" + code), now);
    }

    /** Polls, which must be what is to be done now, and gets this answer. */
    void poll(QrStatus status) {
        flow.polled((SignInFlow.Step.Poll) step(), status, now, holdsAccount);
    }

    Showing showing() {
        return (Showing) flow.stage();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
