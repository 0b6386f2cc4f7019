package io.ilinknotify.delivery;

import io.ilinknotify.delivery.SimulatedWire.Crash;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.simulator.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A send whose answer never came: what is repeated, when, and what is never said. */
class LostAnswerTest {
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
        world.server.nextSend(Fault.staleToken());
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
}
