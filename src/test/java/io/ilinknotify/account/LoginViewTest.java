package io.ilinknotify.account;

import io.ilinknotify.ilink.Account;
import org.junit.jupiter.api.Test;

import java.net.URI;
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

    private static LoginStep stepOf(Reachability way) {
        Account account = new Account("token", "bot", "person", URI.create("http://127.0.0.1"));
        return LoginView.of(new SignInStage.Idle(), account, false, way).step();
    }
}
