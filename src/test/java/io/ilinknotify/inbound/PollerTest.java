package io.ilinknotify.inbound;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static io.ilinknotify.inbound.InboundWorld.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The way of an answer to the disk. */
class PollerTest {
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
    void manyMessagesAreStoredInSeveralTransactionsAndAFewHundredAreRemembered() {
        long before = world.store.commits();

        world.take("next", InboundWorld.messages(3_000));

        assertThat(world.store.commits() - before).isEqualTo(15);
        assertThat(world.counted("opened")).isEqualTo(3_000);
        assertThat(world.counted("malformed")).isZero();
        assertThat(world.purses()).isBetween(500L, 501L);
        assertThat(world.purse.view().open()).isTrue();
    }

    @Test
    void theCursorIsStoredWithTheLastOfThem() {
        world.take("first", List.of());
        world.store
                .write(tx -> tx.update("CREATE TRIGGER full BEFORE INSERT ON purse WHEN NEW.inbound_id = 'id-450' BEGIN"
                        + " SELECT RAISE(ABORT, 'no'); END"))
                .join();

        assertThatThrownBy(() -> world.take("second", InboundWorld.messages(600)));
        assertThat(world.purses()).isEqualTo(400);
        assertThat(world.stored()).endsWith("first");
        assertThat(world.poller.cursor(ACCOUNT)).isEqualTo("first");

        world.store.write(tx -> tx.update("DROP TRIGGER full")).join();
        world.poller.storeAgain(ACCOUNT);

        assertThat(world.stored()).endsWith("second");
        assertThat(world.counted("opened")).isEqualTo(200);
    }

    @Test
    void anAnswerThatOnlyConfirmsTheCursorWritesNothing() {
        world.take("cursor", List.of());
        long before = world.store.commits();

        for (int i = 0; i < 500; i++) {
            world.now = world.now.plusSeconds(1);
            world.take("cursor", List.of());
            world.take("", List.of());
        }

        assertThat(world.store.commits()).isEqualTo(before);
        assertThat(world.health.polledAt()).contains(world.now);
    }

    @Test
    void aNewCursorIsUsedAtOnceAndWrittenOnceAMinuteOrWithAMessage() {
        world.take("cursor-0", List.of());
        long before = world.store.commits();

        for (int second = 1; second < 180; second++) {
            world.now = InboundWorld.START.plusSeconds(second);
            world.take("cursor-" + second, List.of());
            assertThat(world.poller.cursor(ACCOUNT)).isEqualTo("cursor-" + second);
        }

        assertThat(world.store.commits() - before).isEqualTo(2);
        assertThat(world.stored()).endsWith("cursor-120");
        world.take("cursor-180", InboundWorld.messages(1));
        assertThat(world.stored()).endsWith("cursor-180");
    }

    @Test
    void aPollThatCouldNotBeStoredCountsAsNone() {
        assertThatThrownBy(() -> world.store
                .write(tx -> {
                    world.health.polled(tx, world.now);
                    throw new IllegalStateException("fails later");
                })
                .join());

        assertThat(world.health.polledAt()).isEmpty();
    }

    @Test
    void fromOnePollsStartToTheNextIsASecondAtLeast() {
        assertThat(Poller.rest(Duration.ZERO, Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(999));
        assertThat(Poller.rest(Duration.ZERO, Duration.ofSeconds(35))).isLessThanOrEqualTo(Duration.ZERO);
        assertThat(Poller.rest(Duration.ofSeconds(2), Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
    }
}
