package io.ilinknotify.status;

import io.ilinknotify.account.Reachability;
import io.ilinknotify.account.SignInState;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ReachTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-11-23T08:50:00Z");
    private static final WindowView OPEN = new WindowView(true, 3, 7, 10, NOW, CLOSES);
    private static final WindowView SHUT = new WindowView(false, 10, 0, 10, NOW, CLOSES);
    private static final Delivery.Pauses NO_PAUSE =
            new Delivery.Pauses(Optional.empty(), Optional.empty(), false, Optional.empty());
    private static final SignInState REFUSED_POLL = SignInState.ACCEPTED.pollRefused(NOW);

    @Test
    void signingInComesBeforeEverythingElse() {
        assertThat(headline(snapshot(null, SignInState.ACCEPTED, SHUT, 5, NO_PAUSE)))
                .isEqualTo(Reachability.SIGN_IN);
        assertThat(headline(snapshot("b", REFUSED_POLL.pollRefused(NOW).sendRefused(NOW), SHUT, 5, NO_PAUSE)))
                .isEqualTo(Reachability.SIGN_IN_AGAIN);
        assertThat(headline(snapshot("b", REFUSED_POLL, OPEN, 0, NO_PAUSE))).isEqualTo(Reachability.POLLS_REFUSED);
        assertThat(headline(snapshot("b", REFUSED_POLL.sendRefused(NOW), OPEN, 0, NO_PAUSE)))
                .isEqualTo(Reachability.SENDS_REFUSED);
    }

    @Test
    void aShutWindowAsksForAMessageAndTheMoreSoWhenSomethingWaits() {
        assertThat(headline(snapshot("b", SignInState.ACCEPTED, WindowView.never(10), 5, NO_PAUSE)))
                .isEqualTo(Reachability.WRITE_ONCE);
        assertThat(headline(snapshot("b", SignInState.ACCEPTED, SHUT, 5, NO_PAUSE)))
                .isEqualTo(Reachability.WRITE_TO_RELEASE);
        assertThat(headline(snapshot("b", SignInState.ACCEPTED, SHUT, 0, NO_PAUSE)))
                .isEqualTo(Reachability.WRITE_TO_OPEN);
    }

    @Test
    void whatTheServerDoesToUsIsToldWhileTheWindowIsOpen() {
        Delivery.Pauses restricted = new Delivery.Pauses(Optional.empty(), Optional.empty(), true, Optional.empty());
        Delivery.Pauses limited =
                new Delivery.Pauses(Optional.of(NOW.plusSeconds(60)), Optional.empty(), false, Optional.empty());
        Delivery.Pauses over =
                new Delivery.Pauses(Optional.of(NOW), Optional.of(NOW.minusSeconds(1)), false, Optional.empty());

        assertThat(headline(snapshot("b", SignInState.ACCEPTED, OPEN, 0, restricted)))
                .isEqualTo(Reachability.RESTRICTED);
        assertThat(headline(snapshot("b", SignInState.ACCEPTED, OPEN, 0, limited)))
                .isEqualTo(Reachability.PAUSED);
        assertThat(headline(snapshot("b", SignInState.ACCEPTED, OPEN, 0, over))).isEqualTo(Reachability.FINE);
    }

    @Test
    void aRefusalAsksForAMessageUnlessTheRateLimitHoldsEverythingAnyway() {
        Delivery.Pauses refused =
                new Delivery.Pauses(Optional.empty(), Optional.of(NOW.plusSeconds(60)), false, Optional.empty());
        Delivery.Pauses both = new Delivery.Pauses(
                Optional.of(NOW.plusSeconds(60)), Optional.of(NOW.plusSeconds(60)), false, Optional.empty());
        StatusSnapshot held = snapshot("b", SignInState.ACCEPTED, OPEN, 1, refused);

        assertThat(headline(held)).isEqualTo(Reachability.WRITE_AFTER_REFUSAL);
        assertThat(StatusLooks.tone(held)).isEqualTo("trouble");
        assertThat(held.reach().open()).isFalse();
        assertThat(held.reach().isWell()).isFalse();
        assertThat(StatusJson.of(held, List.of(), null).at("/window/open").asBoolean(true))
                .isFalse();
        assertThat(headline(snapshot("b", SignInState.ACCEPTED, OPEN, 1, both))).isEqualTo(Reachability.PAUSED);
    }

    @Test
    void aUsualOneThatWouldWaitIsNotPromised() {
        WaitStatus reserve = WaitStatus.held(Reason.RESERVE);
        StatusSnapshot urgentOnly = fine(NOW, Map.of(Priority.LOW, reserve, Priority.DEFAULT, reserve));
        assertThat(urgentOnly.limit()).isEqualTo(Reason.RESERVE);
        assertThat(urgentOnly.least()).isEqualTo(Priority.HIGH);

        StatusSnapshot paced = fine(NOW, Map.of(Priority.DEFAULT, WaitStatus.queued(Reason.PACE)));
        assertThat(paced.limit()).isNull();

        StatusSnapshot silent = fine(NOW.minusSeconds(200), Map.of());
        assertThat(silent.limit()).isEqualTo(Reason.NOT_REACHED);
        assertThat(silent.least()).isNull();
        assertThat(StatusLooks.tone(silent)).isEqualTo("trouble");
    }

    private static Reachability headline(StatusSnapshot snapshot) {
        return snapshot.headline();
    }

    private static StatusSnapshot fine(Instant polledAt, Map<Priority, WaitStatus> standings) {
        return snapshot("b", SignInState.ACCEPTED, OPEN, 0, NO_PAUSE, polledAt, standings);
    }

    private static StatusSnapshot snapshot(
            @Nullable String bot, SignInState signIn, WindowView window, long held, Delivery.Pauses pauses) {
        return snapshot(bot, signIn, window, held, pauses, NOW, Map.of());
    }

    private static StatusSnapshot snapshot(
            @Nullable String bot,
            SignInState signIn,
            WindowView window,
            long held,
            Delivery.Pauses pauses,
            Instant polledAt,
            Map<Priority, WaitStatus> standings) {
        return new StatusSnapshot(
                new Reach(Reach.AccountState.of(bot != null, signIn), window, pauses, NOW),
                bot,
                bot,
                signIn,
                polledAt,
                0,
                new Outbox.QueueSize(0, held, Optional.of(NOW)),
                0,
                0,
                null,
                List.of(),
                List.of(),
                4,
                standings,
                null,
                DayChart.of(NOW, List.of(), List.of(), Duration.ofDays(1)),
                List.of(),
                null,
                null);
    }
}
