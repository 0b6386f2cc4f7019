package io.ilinknotify.delivery;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.window.WindowConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Every answer of the server, and what becomes of the notification, its state and the purse. */
class SenderTest {
    @TempDir
    Path directory;

    private DeliveryWorld world;

    @BeforeEach
    void open() {
        world = new DeliveryWorld(directory, TestSettings.Delivery.IMMEDIATE, TestSettings.Window.DEFAULTS);
    }

    private void open(DeliveryConfig delivery, WindowConfig window) {
        world.close();
        world = new DeliveryWorld(directory.resolve("other"), delivery, window);
    }

    @AfterEach
    void close() {
        assertThat(world.server.violations()).isEmpty();
        world.close();
    }

    @Test
    void holdsUntilThePersonWrites() {
        NotificationId id = world.post(Priority.DEFAULT, "disk full");
        world.settle();

        assertThat(world.standing(id)).isEqualTo("held window-shut");
        assertThat(world.server.sends()).isEmpty();

        world.personWrites();
        world.settle();

        assertThat(world.phone.texts()).containsExactly("disk full");
        assertThat(world.standing(id)).isEqualTo("sent");
        assertThat(world.entry(id).messageId())
                .isEqualTo(world.phone.messages().getFirst().messageId());
    }

    @Test
    void sendsTheUrgentFirstWithPauses() {
        world.personWrites();
        world.post(Priority.LOW, "low");
        world.post(Priority.DEFAULT, "first");
        world.post(Priority.DEFAULT, "second");
        world.post(Priority.CRITICAL, "fire");
        world.post(Priority.HIGH, "smoke");

        world.run(Duration.ofSeconds(20));

        assertThat(world.phone.texts()).containsExactly("🔴 fire", "🟠 smoke", "first", "second", "low");
        assertThat(world.phone.messages().get(1).at())
                .isEqualTo(world.phone.messages().get(0).at().plusSeconds(2));
    }

    @Test
    void leavesTheReserveToTheUrgent() {
        world.server.rules().bursts(false);
        world.personWrites();
        for (int i = 0; i < 8; i++) {
            world.post(Priority.DEFAULT, "default " + i);
        }
        world.run(Duration.ofMinutes(1));
        assertThat(world.phone.messages()).hasSize(6);

        for (int i = 0; i < 3; i++) {
            world.post(Priority.HIGH, "high " + i);
        }
        NotificationId high = world.post(Priority.HIGH, "one too many");
        world.run(Duration.ofMinutes(1));
        NotificationId critical = world.post(Priority.CRITICAL, "critical");
        world.run(Duration.ofMinutes(1));

        assertThat(world.phone.messages()).hasSize(10);
        assertThat(world.standing(high)).isEqualTo("held purse-spent");
        assertThat(world.standing(critical)).isEqualTo("sent");
        assertThat(world.phone.quotaUsed()).isEqualTo(10).isEqualTo(world.used());
    }

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
        world.wire.beforeSend(() -> {
            throw new IllegalStateException("the process ends here");
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(world::step).hasMessage("the process ends here");
        world.wire.beforeSend(() -> {});

        world.restart();
        world.run(Duration.ofHours(1));

        assertThat(world.standing(id)).isEqualTo("unknown");
        assertThat(world.server.sends()).isEmpty();
        assertThat(world.used()).isEqualTo(1);
    }

    @Test
    void neverCallsItSentWithoutAnId() {
        world.personWrites();
        world.server.nextSend(new Fault.WithoutId(false, true));
        NotificationId id = world.post(Priority.DEFAULT, "shown?");

        world.run(Duration.ofMinutes(5));

        assertThat(world.standing(id)).isEqualTo("unconfirmed");
        assertThat(world.used()).isEqualTo(1);
    }

    @Test
    void pausesTheWholeSenderWhenRateLimitedAndDoubles() {
        world.personWrites();
        world.server.nextSend(Fault.rateLimited());
        world.server.nextSend(Fault.rateLimited());
        NotificationId id = world.post(Priority.CRITICAL, "urgent");

        world.settle();
        assertThat(world.standing(id)).isEqualTo("held rate-limited");
        world.run(Duration.ofMinutes(29));
        assertThat(world.server.sends()).hasSize(1);
        world.restart();
        world.run(Duration.ofMinutes(2));
        assertThat(world.server.sends()).hasSize(2);
        world.run(Duration.ofMinutes(58));
        assertThat(world.server.sends()).hasSize(2);
        world.run(Duration.ofMinutes(3));

        assertThat(world.standing(id)).isEqualTo("sent");
        assertThat(world.used()).isEqualTo(1);
    }

    @Test
    void learnsTheBudgetFromALateRefusal() {
        world.server.rules().quota(7).bursts(false);
        world.personWrites();
        for (int i = 0; i < 6; i++) {
            world.post(Priority.HIGH, "high " + i);
            world.run(Duration.ofMinutes(2));
        }
        world.post(Priority.CRITICAL, "seventh");
        world.run(Duration.ofMinutes(2));
        NotificationId eighth = world.post(Priority.CRITICAL, "eighth");
        world.run(Duration.ofMinutes(2));

        assertThat(world.standing(eighth)).isEqualTo("held purse-spent");
        assertThat(world.purse().view().budget()).isEqualTo(7);
        assertThat(world.used()).isEqualTo(7);

        world.personWrites();
        world.run(Duration.ofMinutes(1));
        assertThat(world.standing(eighth)).isEqualTo("sent");
    }

    @Test
    void anEarlyRefusalPausesForAnHourButLetsOneUrgentProbeThrough() {
        world.personWrites();
        world.server.nextSend(Fault.prepareFailed());
        NotificationId first = world.post(Priority.DEFAULT, "first");
        world.run(Duration.ofMinutes(5));
        assertThat(world.standing(first)).isEqualTo("held window-shut");
        assertThat(world.server.sends()).hasSize(1);
        assertThat(world.used()).isZero();

        NotificationId urgent = world.post(Priority.HIGH, "urgent");
        world.run(Duration.ofMinutes(1));

        assertThat(world.standing(urgent)).isEqualTo("sent");
        assertThat(world.standing(first)).isEqualTo("sent");
    }

    @Test
    void aRefusedProbeShutsTheWindowUntilAReply() {
        world.personWrites();
        world.server.nextSend(Fault.prepareFailed());
        world.server.nextSend(Fault.prepareFailed());
        world.post(Priority.DEFAULT, "first");
        world.run(Duration.ofMinutes(5));
        NotificationId urgent = world.post(Priority.CRITICAL, "urgent");
        world.run(Duration.ofHours(3));

        assertThat(world.standing(urgent)).isEqualTo("held window-shut");
        assertThat(world.server.sends()).hasSize(2);

        world.personWrites();
        world.run(Duration.ofMinutes(1));
        assertThat(world.standing(urgent)).isEqualTo("sent");
    }

    @Test
    void holdsEverythingWhenTheTokenIsStale() {
        world.personWrites();
        world.server.nextSend(Fault.staleToken());
        NotificationId id = world.post(Priority.CRITICAL, "urgent");

        world.run(Duration.ofMinutes(9));
        assertThat(world.standing(id)).isEqualTo("held signed-out");
        assertThat(world.server.sends()).hasSize(1);
        assertThat(world.used()).isZero();

        world.clock.advance(Duration.ofMinutes(2));
        world.polled();
        world.run(Duration.ofSeconds(5));

        assertThat(world.standing(id)).isEqualTo("sent");
    }

    @Test
    void triesAnInvalidOneOnceMoreAndThenHoldsIt() {
        world.personWrites();
        world.server.nextSend(new Fault.Refusal(-3, "invalid argument"));
        world.server.nextSend(new Fault.Refusal(-3, "invalid argument"));
        NotificationId id = world.post(Priority.HIGH, "odd");
        NotificationId other = world.post(Priority.DEFAULT, "fine");

        world.run(Duration.ofMinutes(1));

        assertThat(world.standing(id)).isEqualTo("held rejected");
        assertThat(world.standing(other)).isEqualTo("sent");
        assertThat(world.entry(id).attempts()).extracting("outcome").containsExactly("invalid", "invalid");
        assertThat(world.used()).isEqualTo(1);
    }

    @Test
    void keepsTheCodeThatNobodyKnows() {
        world.personWrites();
        world.server.nextSend(new Fault.Refusal(-77, "new rule"));
        NotificationId id = world.post(Priority.HIGH, "odd");

        world.run(Duration.ofMinutes(1));

        assertThat(world.standing(id)).isEqualTo("held rejected");
        assertThat(world.entry(id).attempts()).extracting("detail").containsExactly("ret -77: new rule");
        assertThat(world.used()).isEqualTo(1);
    }

    @Test
    void threeWithoutAnIdInARowHoldWhatIsNotUrgent() {
        world.server.rules().restricted(true);
        world.personWrites();
        for (int i = 0; i < 3; i++) {
            world.post(Priority.DEFAULT, "n" + i);
        }
        world.run(Duration.ofMinutes(1));
        NotificationId fourth = world.post(Priority.DEFAULT, "fourth");
        world.run(Duration.ofMinutes(1));
        assertThat(world.standing(fourth)).isEqualTo("held restricted");

        world.server.rules().restricted(false);
        world.personWrites();
        world.run(Duration.ofMinutes(1));

        assertThat(world.standing(fourth)).isEqualTo("sent");
    }

    @Test
    void anotherPersonNeverGetsWhatWasMeantForTheFormer() {
        world.personWrites();
        world.run(Duration.ofSeconds(1));
        world.server.nextSend(Fault.lostBefore());
        NotificationId lost = world.post(Priority.CRITICAL, "lost");
        world.settle();
        NotificationId held = world.post(Priority.DEFAULT, "private");

        world.signInAgain("somebody else");
        world.run(Duration.ofMinutes(20));

        assertThat(world.standing(held)).isEqualTo("held other-person");
        assertThat(world.standing(lost)).isEqualTo("unknown");
        assertThat(world.server.phone("somebody else").texts()).isEmpty();
    }

    @Test
    void theWindowClosesBeforeTheServersDoes() {
        open(TestSettings.Delivery.IMMEDIATE, TestSettings.Window.DEFAULTS.withReminder(Duration.ZERO));
        world.personWrites();
        world.run(Duration.ofHours(24).minusMinutes(11));
        NotificationId inTime = world.post(Priority.DEFAULT, "in time");
        world.settle();
        world.run(Duration.ofMinutes(1));
        NotificationId late = world.post(Priority.CRITICAL, "late");
        world.settle();

        assertThat(world.standing(inTime)).isEqualTo("sent");
        assertThat(world.standing(late)).isEqualTo("held window-shut");
        assertThat(world.server.sends()).hasSize(1);
    }
}
