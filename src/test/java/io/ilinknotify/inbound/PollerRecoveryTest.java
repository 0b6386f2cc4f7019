package io.ilinknotify.inbound;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.ilink.ConnectionOutcome;
import io.ilinknotify.ilink.UpdatesOutcome;
import io.ilinknotify.store.KeyValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static io.ilinknotify.inbound.InboundWorld.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

/** Refused and failed polls, and the way back. */
class PollerRecoveryTest {
    @TempDir
    Path directory;

    private InboundWorld world;

    @BeforeEach
    void open() {
        world = new InboundWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRefusedPollIsStoredAndSoIsTheAnswerThatEndsIt() {
        world.take("cursor", List.of());

        assertThat(world.poller.take(ACCOUNT, new UpdatesOutcome.StaleToken())).isZero();
        assertThat(new AccountHealth(world.store).state().polls().nextTry()).isEqualTo(world.now.plusSeconds(2));

        world.now = world.now.plusSeconds(2);
        world.take("cursor", List.of());
        assertThat(new AccountHealth(world.store).state().isAccepted()).isTrue();
    }

    @Test
    void aPollThatIsHeldAfterARefusedOneCountsAsAcceptedUntilItIsRefusedAfterAll() {
        AtomicInteger told = new AtomicInteger();
        world.poller.take(ACCOUNT, new UpdatesOutcome.StaleToken());
        world.health.onChange(told::incrementAndGet);

        world.health.pollHeld();
        assertThat(world.health.state().isAccepted()).isTrue();
        assertThat(told).hasValue(1);

        world.poller.take(ACCOUNT, new UpdatesOutcome.StaleToken());
        assertThat(world.health.state().polls().count()).isEqualTo(2);

        world.health.pollHeld();
        world.take("cursor", List.of());
        assertThat(new AccountHealth(world.store).state().isAccepted()).isTrue();
    }

    @Test
    void aPollAndASendThatAreRefusedInOneTransactionBothCount() {
        world.store.commit(tx -> {
            world.health.pollRefused(tx, world.now);
            world.health.sendRefused(tx, world.now);
            return true;
        });

        assertThat(world.health.state().refusesPolls()).isTrue();
        assertThat(world.health.state().refusesSends()).isTrue();
    }

    @Test
    void aVolumeOfTheVersionBeforeKeepsItsRefusals() {
        world.store.commit(tx -> {
            KeyValues.put(tx, "account.token-refused", "2 " + world.now.toEpochMilli());
            return true;
        });

        assertThat(new AccountHealth(world.store).state().isSignedOut()).isTrue();
    }

    @Test
    void theAgentIsAnnouncedAtTheStartAfterARefusalOfEitherSideAndAfterAMinuteWithoutAnAnswer() {
        world.poller.startAfresh(ACCOUNT);
        assertThat(world.poller.mustAnnounce()).isTrue();
        world.take("cursor", List.of());
        assertThat(world.poller.mustAnnounce()).isFalse();

        world.poller.take(ACCOUNT, new UpdatesOutcome.StaleToken());
        assertThat(world.poller.mustAnnounce()).isTrue();
        world.store.commit(tx -> {
            world.health.sendRefused(tx, world.now);
            return true;
        });
        assertThat(world.poller.mustAnnounce()).isTrue();
        assertThat(world.poller.mustAnnounce()).isFalse();

        world.take("cursor", List.of());
        world.fails(true);
        world.now = world.now.plusSeconds(60);
        world.take("cursor", List.of());
        assertThat(world.poller.mustAnnounce()).isFalse();
        world.fails(true);
        world.now = world.now.plusSeconds(61);
        world.take("cursor", List.of());
        assertThat(world.poller.mustAnnounce()).isTrue();
    }

    @Test
    void aServerThatIsNotReachedIsTriedMoreOftenThanAServerThatFails() {
        assertThat(List.of(world.fails(true), world.fails(true), world.fails(true), world.fails(true)))
                .containsExactly(
                        Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(30));
        world.take("cursor", List.of());
        assertThat(List.of(world.fails(false), world.fails(false), world.fails(false), world.fails(false)))
                .containsExactly(
                        Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void whoWaitsForTheServerIsToldThatItAnswersAgain() {
        AtomicInteger told = new AtomicInteger();
        world.health.onChange(told::incrementAndGet);

        world.take("cursor", List.of());
        assertThat(told).hasValue(0);
        world.fails(false);
        assertThat(world.health.pollsUnreached()).isTrue();
        assertThat(world.poller.mustAnnounce()).isTrue();
        assertThat(world.poller.announced(new ConnectionOutcome.Failed("no route", false)))
                .contains(new UpdatesOutcome.Failed("no route", false));
        assertThat(world.poller.mustAnnounce()).isTrue();
        assertThat(world.poller.announced(new ConnectionOutcome.Failed("HTTP 502", true)))
                .isEmpty();
        assertThat(told).hasValue(1);
        assertThat(world.health.pollsUnreached()).isFalse();
        assertThat(world.poller.mustAnnounce()).isFalse();
        world.fails(true);
        world.take("cursor", List.of());
        assertThat(told).hasValue(2);
    }
}
