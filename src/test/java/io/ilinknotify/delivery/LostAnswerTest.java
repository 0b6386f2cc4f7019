package io.ilinknotify.delivery;

import io.ilinknotify.delivery.SimulatedWire.Crash;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.simulator.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A send whose answer never came: what is repeated, when, and what is never said. */
class LostAnswerTest {
    @TempDir
    Path directory;

    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.immediate();

    @Test
    void neverRepeatsALostAnswerOfADefaultOne() {
        world.personWrites();
        world.server.nextSend(Fault.lostAfter());
        NotificationId id = world.post(Priority.DEFAULT, "once");

        world.run(Duration.ofHours(1));

        assertThat(world.standing(id)).isEqualTo("unknown");
        assertThat(world.phone.texts()).containsExactly("once");
        assertThat(world.used()).isEqualTo(1);
    }

    @Test
    void repeatsALostAnswerOfAHighOneOnceAfterAPoll() {
        world.personWrites();
        world.server.nextSend(Fault.lostBefore());
        NotificationId id = world.post(Priority.HIGH, "important");

        world.run(Duration.ofMinutes(1));
        assertThat(world.server.sends()).hasSize(1);
        assertThat(world.standing(id)).isEqualTo("sending");

        world.polled();
        world.run(Duration.ofSeconds(1));

        assertThat(world.standing(id)).isEqualTo("sent");
        assertThat(world.server.sends()).hasSize(2);
        assertThat(world.server.sends().get(0).clientId())
                .isEqualTo(world.server.sends().get(1).clientId());
        assertThat(world.used()).isEqualTo(2);
        assertThat(world.entry(id).attempts()).extracting("outcome").containsExactly("lost", "sent");
    }

    @Test
    void aRefusedRepeatNeverBecomesANewMessage() {
        world.personWrites();
        world.server.nextSend(Fault.lostAfter());
        for (int i = 0; i < 4; i++) {
            world.server.nextSend(Fault.staleToken()); // until it is too late for a repeat
        }
        NotificationId id = world.post(Priority.CRITICAL, "important");

        world.settle();
        world.clock.advance(Duration.ofSeconds(40));
        world.polled();
        world.run(Duration.ofHours(5));
        world.polled();
        world.personWrites();
        world.run(Duration.ofMinutes(5));

        assertThat(world.standing(id)).isEqualTo("unknown");
        assertThat(world.phone.texts().stream().filter(text -> text.startsWith("🔴")))
                .containsExactly("🔴 important");
    }

    @Test
    void doesNotRepeatBeforeRepeatAfter() {
        world.personWrites();
        world.server.nextSend(Fault.lostBefore());
        world.post(Priority.CRITICAL, "important");

        world.settle();
        world.clock.advance(Duration.ofSeconds(1));
        world.polled();
        world.run(Duration.ofSeconds(28));

        assertThat(world.server.sends()).hasSize(1);
    }

    @Test
    void isUnknownWhenTheRepeatIsLostToo() {
        world.personWrites();
        world.server.nextSend(Fault.lostBefore());
        world.server.nextSend(Fault.lostBefore());
        NotificationId id = world.post(Priority.CRITICAL, "important");

        world.settle();
        world.clock.advance(Duration.ofSeconds(40));
        world.polled();
        world.run(Duration.ofHours(1));

        assertThat(world.standing(id)).isEqualTo("unknown");
        assertThat(world.server.sends()).hasSize(2);
    }

    @Test
    void givesUpARepeatAfterTenMinutesWithoutAPoll() {
        world.personWrites();
        world.server.nextSend(Fault.lostBefore());
        NotificationId id = world.post(Priority.CRITICAL, "important");

        world.run(Duration.ofMinutes(11));

        assertThat(world.standing(id)).isEqualTo("unknown");
        assertThat(world.server.sends()).hasSize(1);
    }

    @Test
    void whatWasOnItsWayAtACrashIsNeverSentAsNew() {
        world.personWrites();
        NotificationId id = world.post(Priority.DEFAULT, "in flight");
        world.wire.endAtNextSend(false);
        assertThatThrownBy(world::step).isInstanceOf(Crash.class);

        world.restart();
        world.run(Duration.ofHours(1));

        assertThat(world.standing(id)).isEqualTo("unknown");
        assertThat(world.server.sends()).isEmpty();
        assertThat(world.used()).isEqualTo(1);
    }

    /** The urgent one beside it was called invalid once, and goes out alone: it is not on its way with this message. */
    @Test
    void isNotRepeatedForAnUrgentOneThatItDoesNotCarry() {
        try (DeliveryWorld thrifty = new DeliveryWorld(
                directory, TestSettings.Delivery.THRIFTY, TestSettings.Window.DEFAULTS.withReserve(0, 0))) {
            thrifty.server.rules().bursts = false;
            thrifty.personWrites();
            for (int i = 0; i < 5; i++) {
                thrifty.post(Priority.CRITICAL, "critical " + i);
                thrifty.run(Duration.ofMinutes(2));
            }
            thrifty.server.nextSend(new Fault.RefusedCall(-3, "invalid argument"));
            NotificationId resolved =
                    thrifty.post(DeliveryWorld.draft(Priority.CRITICAL, "over", "text", null, null, Phase.RESOLVED));
            thrifty.post(Priority.DEFAULT, "first");
            thrifty.run(Duration.ofHours(4));
            thrifty.server.nextSend(Fault.lostBefore());
            NotificationId id = thrifty.post(Priority.DEFAULT, "second");
            thrifty.run(Duration.ofMinutes(1));
            thrifty.polled();
            thrifty.run(Duration.ofMinutes(5));

            assertThat(thrifty.standing(resolved)).startsWith("queued");
            assertThat(thrifty.standing(id)).isEqualTo("unknown");
        }
    }
}
