package io.ilinknotify.delivery;

import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Every refusal of the server, and what becomes of the notification, the sender and the purse. */
class RefusalTest {
    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.immediate();

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
        world.server.rules().quota = 7;
        world.server.rules().bursts = false;
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
    void aSendThatIsRefusedAsStaleCostsNothingAndIsTriedAgainAfterTwoSecondsAndThenHalfAMinute() {
        world.personWrites();
        world.server.nextSend(Fault.staleToken());
        world.server.nextSend(Fault.staleToken());
        NotificationId id = world.post(Priority.CRITICAL, "urgent");

        world.run(Duration.ofSeconds(1));
        assertThat(world.standing(id)).isEqualTo("held signed-out");
        world.run(Duration.ofSeconds(5));
        assertThat(world.server.sends()).hasSize(2);
        assertThat(world.used()).isZero();
        world.run(Duration.ofSeconds(30));

        assertThat(world.standing(id)).isEqualTo("sent");
    }

    @Test
    void whileOnlyPollsAreRefusedWhatIsUrgentGoesOutAndTheRestWaits() {
        world.personWrites();
        world.pollRefused();
        world.pollRefused();
        NotificationId urgent = world.post(Priority.HIGH, "urgent");
        world.run(Duration.ofMinutes(1));
        NotificationId other = world.post(Priority.DEFAULT, "other");
        world.run(Duration.ofMinutes(10));
        assertThat(world.standing(urgent)).isEqualTo("sent");
        assertThat(world.standing(other)).isEqualTo("held signed-out");

        world.polled();
        world.run(Duration.ofMinutes(1));

        assertThat(world.standing(other)).isEqualTo("sent");
    }

    @Test
    void nothingIsTriedOnceTwoPollsAndASendWereRefusedUntilAPollIsAnswered() {
        world.personWrites();
        world.pollRefused();
        world.pollRefused();
        world.server.nextSend(Fault.staleToken());
        NotificationId id = world.post(Priority.CRITICAL, "urgent");

        world.run(Duration.ofHours(3));
        assertThat(world.standing(id)).isEqualTo("held signed-out");
        assertThat(world.server.sends()).hasSize(1);

        world.polled();
        world.run(Duration.ofSeconds(5));

        assertThat(world.standing(id)).isEqualTo("sent");
    }

    @Test
    void anUrgentOneThatComesAfterTheRefusalIsTriedAtOnceAlsoWhenSignedOut() {
        world.personWrites();
        world.pollRefused();
        world.pollRefused();
        world.server.nextSend(Fault.staleToken());
        NotificationId first = world.post(Priority.CRITICAL, "first");
        world.run(Duration.ofMinutes(2));
        assertThat(world.health().state().isSignedOut()).isTrue();

        NotificationId second = world.post(Priority.CRITICAL, "second");
        world.run(Duration.ofSeconds(5));

        assertThat(world.standing(second)).isEqualTo("sent");
        assertThat(world.standing(first)).isEqualTo("sent");
        assertThat(world.health().state().polls().mayTry(world.clock.instant()))
                .as("a poll is worth a try too")
                .isTrue();
    }

    @Test
    void aStormWhileSignedOutIsTriedTwiceAMinute() {
        world.personWrites();
        world.pollRefused();
        world.pollRefused();
        world.server.fromNowOn(Endpoint.SEND, Fault.staleToken());
        for (int i = 0; i < 60; i++) {
            world.post(Priority.CRITICAL, "critical " + i);
            world.run(Duration.ofSeconds(5));
        }
        world.run(Duration.ofHours(3));

        assertThat(world.server.sends()).hasSizeBetween(9, 11);
        assertThat(world.used()).isZero();
    }

    @Test
    void triesAnInvalidOneOnceMoreAndThenHoldsIt() {
        world.personWrites();
        world.server.nextSend(new Fault.RefusedCall(-3, "invalid argument"));
        world.server.nextSend(new Fault.RefusedCall(-3, "invalid argument"));
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
        world.server.nextSend(new Fault.RefusedCall(-77, "new rule"));
        NotificationId id = world.post(Priority.HIGH, "odd");

        world.run(Duration.ofMinutes(1));

        assertThat(world.standing(id)).isEqualTo("held rejected");
        assertThat(world.entry(id).attempts()).extracting("detail").containsExactly("ret -77: new rule");
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
    void threeWithoutAnIdInARowHoldAllButAProbeAnHour() {
        world.server.rules().restricted = true;
        world.personWrites();
        for (int i = 0; i < 3; i++) {
            world.post(Priority.DEFAULT, "n" + i);
        }
        world.run(Duration.ofMinutes(1));
        NotificationId fourth = world.post(Priority.DEFAULT, "fourth");
        world.run(Duration.ofMinutes(1));
        assertThat(world.standing(fourth)).isEqualTo("held restricted");

        world.server.rules().restricted = false;
        world.personWrites();
        world.run(Duration.ofHours(1));

        assertThat(world.standing(fourth)).isEqualTo("sent");
    }

    @Test
    void aSecondRefusalTeachesTheBudgetAfterABurst() {
        world.server.rules().bursts = false;
        world.server.rules().quota = 9;
        world.personWrites();
        for (int i = 0; i < 10; i++) {
            world.post(Priority.CRITICAL, "critical " + i);
        }
        world.run(Duration.ofHours(3));
        assertThat(world.outcomes)
                .filteredOn(o -> o instanceof SendOutcome.Refused)
                .hasSize(2);

        assertThat(world.purse().view().budget()).isEqualTo(9);
    }

    @Test
    void anUrgentProbeCountsWhatWaitsBesideIt() {
        world.personWrites();
        world.server.nextSend(Fault.prepareFailed());
        world.post(Priority.HIGH, "first");
        world.run(Duration.ofMinutes(5));
        world.post(Priority.CRITICAL, "urgent");

        world.step();

        assertThat(world.phone.texts()).containsExactly("""
                🔴 urgent
                — 9 sends left until 11-03 00:50, 1 waiting. Any reply refills.""");
    }

    /** What is refused for what it says would take along what shares a message with it, at every reply. */
    @Test
    void whatWasRefusedTwiceIsNotTriedAtEveryReply() {
        world.personWrites();
        world.server.nextSend(new Fault.RefusedCall(-77, "new rule"));
        world.server.nextSend(new Fault.RefusedCall(-77, "new rule"));
        NotificationId id = world.post(Priority.HIGH, "odd");
        for (int reply = 0; reply < 3; reply++) {
            world.run(Duration.ofMinutes(10));
            world.personWrites();
        }
        world.run(Duration.ofMinutes(10));

        assertThat(world.standing(id)).isEqualTo("held rejected");
        assertThat(world.entry(id).attempts()).extracting("outcome").containsExactly("other-code", "other-code");
    }
}
