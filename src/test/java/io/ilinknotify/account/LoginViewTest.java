package io.ilinknotify.account;

import io.ilinknotify.ilink.Account;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

class LoginViewTest {
    @Test
    void callsAWayOpenOnlyWhenAllIsWell() {
        assertThat(Arrays.stream(Reachability.values()).filter(way -> stepOf(way) == LoginStep.SIGNED_IN))
                .containsExactly(Reachability.FINE);
        assertThat(stepOf(Reachability.WRITE_AFTER_REFUSAL)).isEqualTo(LoginStep.WRITE_AGAIN);
        assertThat(stepOf(Reachability.SENDS_REFUSED)).isEqualTo(LoginStep.TOKEN_REFUSED);
    }

    @Test
    void countsTheTimeThatACodeIsGoodForDownToNothing() {
        Instant shown = Instant.parse("2026-11-22T10:00:00Z");
        SignInStage.Code code = new SignInStage.Code("id", "https://a.invalid", shown, SignInStage.Renewal.NONE, 1);

        assertThat(code.left(shown)).isEqualTo(Duration.ofMinutes(5));
        assertThat(code.left(shown.plusSeconds(48))).isEqualTo(Duration.ofSeconds(252));
        assertThat(code.left(shown.plusSeconds(301))).isZero();
    }

    private static LoginStep stepOf(Reachability way) {
        Account account = new Account("token", "bot", "person", URI.create("http://127.0.0.1"));
        return LoginResource.LoginView.of(new SignInStage.Idle(), account, way).step();
    }
}
