package io.ilinknotify.delivery;

import io.ilinknotify.VirtualClock;
import io.ilinknotify.delivery.policy.SendHistory;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The strategy "thrifty": when a message goes. */
class PaceTest {
    @TempDir
    Path directory;

    private DeliveryWorld world;

    @BeforeEach
    void open() {
        world = new DeliveryWorld(directory, TestSettings.Delivery.THRIFTY, TestSettings.Window.DEFAULTS);
    }

    @AfterEach
    void close() {
        assertThat(world.server.violations()).isEmpty();
        world.close();
    }

    @Test
    void aLoneNotificationGoesAtOnce() {
        world.personWrites();
        world.run(Duration.ofMinutes(5));
        world.post(Priority.DEFAULT, "disk full");

        world.settle();

        assertThat(world.phone.texts()).containsExactly("disk full");
    }

    @Test
    void aRefusedTokenIsTriedAgainAtItsOwnTimesAndNotAfterAGap() {
        world.personWrites();
        for (int i = 0; i < 3; i++) {
            world.post(Priority.CRITICAL, "critical " + i);
            world.run(Duration.ofMinutes(2));
        }
        world.server.nextSend(Fault.staleToken());
        world.server.nextSend(Fault.staleToken());
        world.post(Priority.CRITICAL, "urgent");

        world.run(Duration.ofSeconds(33));

        assertThat(world.phone.texts()).last().asString().startsWith("🔴 urgent");
        assertThat(world.server.sends()).hasSize(6);
    }

    /** One every five seconds. */
    private void storm(Duration length) {
        for (long i = 0; i < length.toSeconds() / 5; i++) {
            world.post(Priority.DEFAULT, "n" + i);
            world.run(Duration.ofSeconds(5));
        }
    }

    private List<Duration> sentAfter() {
        return world.phone.messages().stream()
                .map(message -> Duration.between(VirtualClock.START, message.at()))
                .toList();
    }

    @Test
    void gapsGrowAndAGapIsNoEndOfAStorm() {
        world.personWrites();

        storm(Duration.ofHours(2));

        assertThat(sentAfter())
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10).plusSeconds(30),
                        Duration.ofMinutes(40).plusSeconds(30),
                        Duration.ofMinutes(100).plusSeconds(30));
    }

    @Test
    void halfAnHourInWhichNothingComesResetsTheGaps() {
        world.personWrites();
        storm(Duration.ofMinutes(12));
        world.run(Duration.ofMinutes(29));
        assertThat(world.phone.messages()).hasSize(4);

        world.run(SendHistory.QUIET);
        world.post(Priority.DEFAULT, "after the storm");
        world.settle();

        assertThat(world.phone.texts().getLast()).isEqualTo("after the storm");
    }

    @Test
    void repliesInARowCauseNoBurst() {
        for (int i = 0; i < 10; i++) {
            world.personWrites();
            world.post(Priority.HIGH, "high " + i);
            world.run(Duration.ofSeconds(10));
        }
        assertThat(world.phone.messages()).hasSize(5);

        world.post(Priority.CRITICAL, "the database is down");
        world.settle();
        assertThat(world.phone.texts().getLast()).startsWith("🔴 the database is down");
        world.run(Duration.ofMinutes(5));

        assertThat(world.server.sends()).noneMatch(send -> send.verdict().refused());
        assertThat(world.phone.texts()).anyMatch(text -> text.contains("high 9"));
    }
}
