package io.ilinknotify.account;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class SignInStateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @Test
    void anAcceptedTokenHoldsNothing() {
        assertThat(SignInState.ACCEPTED.isAccepted()).isTrue();
        assertThat(SignInState.ACCEPTED.maySend(NOW)).isTrue();
        assertThat(SignInState.ACCEPTED.isSignedOut()).isFalse();
        assertThat(SignInState.ACCEPTED.nextProbe()).isNull();
    }

    @Test
    void aRefusedPollIsTriedAfterTwoSecondsThenHalfAMinuteThenFiveMinutesAndThenHourly() {
        SignInState state = SignInState.ACCEPTED;
        long[] seconds = new long[5];
        for (int i = 0; i < seconds.length; i++) {
            state = state.pollRefused(NOW);
            seconds[i] = Duration.between(NOW, state.nextProbe()).toSeconds();
        }

        assertThat(seconds).containsExactly(2, 30, 300, 3600, 3600);
        assertThat(state.polls().mayTry(NOW.plusSeconds(3599))).isFalse();
        assertThat(state.polls().mayTry(NOW.plusSeconds(3600))).isTrue();
    }

    @Test
    void refusedPollsAloneStopNoSend() {
        SignInState state =
                SignInState.ACCEPTED.pollRefused(NOW).pollRefused(NOW).pollRefused(NOW);

        assertThat(state.refusesPolls()).isTrue();
        assertThat(state.refusesSends()).isFalse();
        assertThat(state.maySend(NOW)).isTrue();
        assertThat(state.isSignedOut()).isFalse();
    }

    @Test
    void aRefusedSendIsTriedAgainByItself() {
        SignInState state = SignInState.ACCEPTED.sendRefused(NOW);

        assertThat(state.maySend(NOW.plusSeconds(1))).isFalse();
        assertThat(state.maySend(NOW.plusSeconds(2))).isTrue();
        assertThat(state.sendRefused(NOW).nextProbe()).isEqualTo("2026-11-22T09:00:30Z");
        assertThat(state.sendAnswered()).isEqualTo(SignInState.ACCEPTED);
        assertThat(state.pollAnswered()).isEqualTo(state);
    }

    @Test
    void twoRefusedPollsAndARefusedSendSignOut() {
        SignInState one = SignInState.ACCEPTED.pollRefused(NOW).sendRefused(NOW);
        SignInState two = one.pollRefused(NOW.plusSeconds(2));

        assertThat(one.isSignedOut()).isFalse();
        assertThat(two.isSignedOut()).isTrue();
        assertThat(two.maySend(NOW.plus(Duration.ofDays(1)))).isFalse();
        assertThat(two.nextProbe()).isEqualTo("2026-11-22T09:00:32Z");
    }

    @Test
    void aPollThatIsAnsweredAfterRefusedOnesMakesItGoodAgain() {
        SignInState state =
                SignInState.ACCEPTED.pollRefused(NOW).pollRefused(NOW).sendRefused(NOW);

        assertThat(state.pollAnswered()).isEqualTo(SignInState.ACCEPTED);
    }

    @Test
    void aSendThatIsAnsweredAfterRefusedOnesMakesAPollDue() {
        SignInState state = SignInState.ACCEPTED.sendRefused(NOW);
        for (int i = 0; i < 4; i++) {
            state = state.pollRefused(NOW);
        }

        assertThat(state.polls().mayTry(NOW.plusSeconds(60))).isFalse();
        assertThat(state.sendAnswered().polls().mayTry(NOW.plusSeconds(60))).isTrue();
        assertThat(state.sendAnswered().isSignedOut()).isFalse();
        assertThat(state.sendAnswered().sendAnswered()).isEqualTo(state.sendAnswered());
    }

    @Test
    void aClockThatIsSetBackDoesNotDelayTheNextTry() {
        SignInState state = SignInState.ACCEPTED.pollRefused(NOW).sendRefused(NOW);

        assertThat(state.polls().mayTry(NOW.minus(Duration.ofDays(1)))).isTrue();
        assertThat(state.maySend(NOW.minus(Duration.ofDays(1)))).isTrue();
    }
}
