package io.ilinknotify.delivery;

import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.RecordedSend;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import static io.ilinknotify.delivery.DeliveryWorld.draft;
import static org.assertj.core.api.Assertions.assertThat;

/** Clocks that are set, ours or the server's, cost nothing but the moment. */
class ClockStepTest {
    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.thrifty();

    /** T5a */
    @Test
    void aClockThatStepsBackDoesNotDelayWhatIsCritical() {
        world.personWrites();
        world.clock.advance(Duration.ofHours(10)); // the clock runs ahead
        world.post(Priority.CRITICAL, "one");
        world.run(Duration.ofSeconds(5));
        world.clock.advance(Duration.ofHours(-9)); // and is set right
        NotificationId id = world.post(Priority.CRITICAL, "two");

        world.run(Duration.ofMinutes(5));

        assertThat(world.standing(id)).isEqualTo("sent");
    }

    /** T5b */
    @Test
    void aReplyRefillsThePurseAlthoughOurClockWasSetBack() {
        world.server.rules().bursts = false;
        Instant real = world.clock.instant();
        world.received("id-1", world.phone.write("one"), "d1", real);
        for (int i = 0; i < 10; i++) {
            world.post(Priority.CRITICAL, "critical " + i);
            world.run(Duration.ofMinutes(2));
        }
        NotificationId waiting = world.post(Priority.CRITICAL, "waiting");
        world.run(Duration.ofMinutes(2));
        assertThat(world.standing(waiting)).isEqualTo("held purse-spent");
        Instant later = world.clock.instant();

        world.clock.advance(Duration.ofHours(-3)); // a wrong NTP server, a suspended machine
        world.received("id-2", world.phone.write("two"), "d2", later);
        world.clock.advance(Duration.ofHours(3).plusMinutes(1)); // and right again
        world.run(Duration.ofMinutes(10));

        assertThat(world.standing(waiting)).isEqualTo("sent");
    }

    @Test
    void anUnreachableServerIsTriedAgainAlthoughTheClockWasSetBack() {
        world.personWrites();
        world.clock.advance(Duration.ofHours(6));
        world.wire.next(new SendOutcome.NotReached("no route"));
        NotificationId id = world.post(Priority.CRITICAL, "urgent");
        world.step();
        world.clock.advance(Duration.ofHours(-5));
        world.run(Duration.ofMinutes(10));
        assertThat(world.standing(id)).isEqualTo("sent");
    }

    /**
     * What lasts for a time does not last longer by the step.
     *
     * @param meanwhile how it stands just before the end
     */
    private record Lasting(Fault fault, Priority priority, Duration time, String meanwhile, String end) {}

    static Stream<Lasting> lasting() {
        return Stream.of(
                new Lasting(Fault.rateLimited(), Priority.HIGH, Duration.ofMinutes(30), "held rate-limited", "sent"),
                new Lasting(
                        Fault.prepareFailed(), Priority.DEFAULT, Duration.ofMinutes(60), "held window-shut", "sent"),
                new Lasting(Fault.lostBefore(), Priority.HIGH, Duration.ofMinutes(10), "sending", "unknown"));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void nothingLastsLongerByAClockThatIsSetBack(Lasting lasting) {
        NotificationId id = setBackAfter(lasting);

        world.run(lasting.time().minusMinutes(1));
        assertThat(world.standing(id)).isEqualTo(lasting.meanwhile());
        world.run(Duration.ofMinutes(2));

        assertThat(world.standing(id)).isEqualTo(lasting.end());
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void norByOneThatIsSetBackWhileTheAgentIsDown(Lasting lasting) {
        NotificationId id = setBackAfter(lasting);
        world.restart();

        world.run(lasting.time().plusMinutes(1));

        assertThat(world.standing(id)).isEqualTo(lasting.end());
    }

    private NotificationId setBackAfter(Lasting lasting) {
        world.personWrites();
        world.clock.advance(Duration.ofHours(7));
        world.server.nextSend(lasting.fault());
        NotificationId id = world.post(lasting.priority(), "one");
        world.run(Duration.ofSeconds(1));
        world.clock.advance(Duration.ofHours(-6));
        return id;
    }

    @Test
    void aTwinOfLongAgoIsNewAlthoughTheClockWasSetBack() {
        world.clock.advance(Duration.ofHours(10));
        world.post(draft(Priority.HIGH, "backup failed", "x", "backup", null, Phase.NONE));
        world.clock.advance(Duration.ofHours(-10));
        world.clock.advance(Duration.ofHours(1));
        Acceptance again = world.outbox()
                .accept(draft(Priority.HIGH, "backup failed", "x", "backup", null, Phase.NONE), null)
                .join();
        assertThat(again)
                .isInstanceOfSatisfying(
                        Acceptance.Accepted.class,
                        a -> assertThat(a.duplicate()).isFalse());
    }

    @Test
    void aDuplicateUnderANewIdOpensNoSecondPurseWhenOurClockIsASecondBehind() {
        Instant created = world.clock.instant().plusSeconds(1);
        String context = world.phone.write("ok");
        assertThat(world.received("id-1", context, "digest", created)).isTrue();
        world.clock.advance(Duration.ofMinutes(1));

        assertThat(world.received("id-2", context, "digest", created)).isFalse();
    }

    /** T4b: what it costs. */
    @Test
    void suchADuplicateDoesNotOverdrawThePurse() {
        world.server.rules().bursts = false;
        Instant created = world.clock.instant().plusSeconds(1);
        String context = world.phone.write("ok");
        world.received("id-1", context, "digest", created);
        for (int i = 0; i < 4; i++) {
            world.post(Priority.CRITICAL, "critical " + i);
            world.run(Duration.ofMinutes(10));
        }
        world.received("id-2", context, "digest", created);
        for (int i = 4; i < 12; i++) {
            world.post(Priority.CRITICAL, "critical " + i);
            world.run(Duration.ofMinutes(10));
        }
        assertThat(world.server.sends())
                .extracting(RecordedSend::verdict)
                .doesNotContain(RecordedSend.Verdict.QUOTA_OVER);
    }

    @Test
    void whatWaitsIsLookedAtRightAfterASendInWhichTheClockWasSetBack() {
        world.personWrites();
        world.post(Priority.CRITICAL, "one");
        world.wire.beforeSend(() -> world.clock.advance(Duration.ofHours(-1)));

        Instant next = world.step();

        assertThat(next).isEqualTo(world.clock.instant());
    }

    @Test
    void aClockThatIsSetBackDuringALookMakesNoWaitLonger() {
        Instant now = world.clock.instant();

        assertThat(Delivery.pause(now, now.plusSeconds(29))).isEqualTo(Duration.ofSeconds(29));
        assertThat(Delivery.pause(now.minus(Duration.ofHours(1)), now.plusSeconds(29)))
                .isEqualTo(Duration.ofSeconds(30));
    }
}
