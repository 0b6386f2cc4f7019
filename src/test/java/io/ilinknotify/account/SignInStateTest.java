package io.ilinknotify.account;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SignInStateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @Test
    void anAcceptedTokenHoldsNothing() {
        assertThat(SignInState.ACCEPTED.mustHold()).isFalse();
        assertThat(SignInState.ACCEPTED.isSignedOut()).isFalse();
        assertThat(SignInState.ACCEPTED.nextProbe()).isNull();
    }

    @Test
    void theFirstRefusalHoldsAndIsProbedAfterTenMinutes() {
        SignInState state = SignInState.ACCEPTED.refused(NOW);

        assertThat(state.mustHold()).isTrue();
        assertThat(state.isSignedOut()).isFalse();
        assertThat(state.nextProbe()).isEqualTo("2026-11-22T09:10:00Z");
        assertThat(state.probeDue(NOW.plusSeconds(599))).isFalse();
        assertThat(state.probeDue(NOW.plusSeconds(600))).isTrue();
    }

    @Test
    void aPollThatIsRefusedTogetherWithASendIsNotASecondRefusal() {
        SignInState state = SignInState.ACCEPTED.refused(NOW).refused(NOW.plusSeconds(2));

        assertThat(state).isEqualTo(new SignInState(1, NOW));
    }

    @Test
    void theRefusedProbeSignsOutAndTheNextComesAnHourLater() {
        SignInState state = SignInState.ACCEPTED.refused(NOW).refused(NOW.plusSeconds(600));

        assertThat(state.isSignedOut()).isTrue();
        assertThat(state.nextProbe()).isEqualTo("2026-11-22T10:10:00Z");
        assertThat(state.refused(NOW.plus(Duration.ofMinutes(70))).nextProbe()).isEqualTo("2026-11-22T11:10:00Z");
    }

    @Test
    void anAnswerMakesItGoodAgain() {
        SignInState state = SignInState.ACCEPTED.refused(NOW).refused(NOW.plusSeconds(600));

        assertThat(state.answered()).isEqualTo(SignInState.ACCEPTED);
    }

    @Test
    void aClockThatIsSetBackDoesNotDelayTheProbe() {
        SignInState state = SignInState.ACCEPTED.refused(NOW);

        assertThat(state.probeDue(NOW.minus(Duration.ofDays(1)))).isTrue();
    }

    @Test
    void aRecordThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new SignInState(0, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignInState(1, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
