package io.ilinknotify.delivery;

import io.ilinknotify.delivery.SimulatedWire.Crash;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.Standings;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.simulator.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import static io.ilinknotify.delivery.DeliveryWorld.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Things that happen at a bad moment break no promise. */
class BadMomentTest {
    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.thrifty();

    @Test
    void theLearnedBudgetGrowsBack() {
        world.server.rules().bursts = false;
        world.personWrites();
        for (int i = 0; i < 5; i++) {
            world.post(Priority.CRITICAL, "critical " + i);
            world.run(Duration.ofMinutes(10));
        }
        world.server.nextSend(Fault.prepareFailed());
        world.post(Priority.CRITICAL, "refused once, by an accident of the server");
        world.run(Duration.ofMinutes(10));
        assertThat(world.purse().view().budget()).isEqualTo(5);

        for (int day = 0; day < 30; day++) {
            world.personWrites();
            for (int i = 0; i < 12; i++) {
                world.post(Priority.CRITICAL, "day " + day + " critical " + i);
                world.run(Duration.ofHours(1));
            }
            world.run(Duration.ofHours(11));
        }

        assertThat(world.purse().view().budget()).isGreaterThan(5);
    }

    @Test
    void aMessageOfBeforeALongOutageIsNotRepeated() {
        world.personWrites();
        world.post(Priority.CRITICAL, "in flight");
        world.wire.endAtNextSend(true);
        assertThatThrownBy(world::step).isInstanceOf(Crash.class);
        world.clock.advance(Duration.ofHours(6));

        world.restart();
        world.run(Duration.ofSeconds(40));
        world.polled();
        world.run(Duration.ofMinutes(5));

        assertThat(world.phone.texts()).hasSize(1);
    }

    @Test
    void aTwinOfOneThatWasReplacedIsANewNotification() {
        world.post(draft(Priority.HIGH, "db down", "x", "db:firing", "db", Phase.FIRING));
        world.post(draft(Priority.HIGH, "db up", "x", "db:resolved", "db", Phase.RESOLVED));
        world.clock.advance(Duration.ofMinutes(2));
        Acceptance again = world.outbox()
                .accept(draft(Priority.HIGH, "db down", "x", "db:firing", "db", Phase.FIRING), null)
                .join();

        assertThat(again)
                .isInstanceOfSatisfying(
                        Acceptance.Accepted.class,
                        a -> assertThat(a.duplicate()).isFalse());
    }

    @Test
    void aProbeThatNeverReachedTheServerWasNone() {
        world.personWrites();
        world.server.nextSend(Fault.prepareFailed());
        world.post(Priority.DEFAULT, "first");
        world.run(Duration.ofMinutes(1));
        world.wire.next(new SendOutcome.NotReached("no route"));
        NotificationId urgent = world.post(Priority.CRITICAL, "urgent");

        world.run(Duration.ofMinutes(5));

        assertThat(world.standing(urgent)).isEqualTo("sent");
    }

    @Test
    void oneThatIsAcceptedWhileTheStandingChangesStandsAsTheOthers() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        var first = world.store().write(tx -> {
            blocked.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        });
        blocked.await();
        // The sender has seen that the window is shut; a request comes at the same moment: one group.
        Map<Priority, WaitStatus> shut = new EnumMap<>(Priority.class);
        for (Priority p : Priority.values()) {
            shut.put(p, WaitStatus.held(io.ilinknotify.notification.Reason.WINDOW_SHUT));
        }
        CompletableFuture<Boolean> stood = world.store().write(tx -> {
            world.outbox().stand(tx, new Standings(shut, Map.of()));
            return true;
        });
        var accepted = world.outbox().accept(draft(Priority.HIGH, "t", "x"), null);
        go.countDown();
        first.join();
        stood.join();
        NotificationId id =
                ((Acceptance.Accepted) accepted.join()).entry().notification().id();

        world.run(Duration.ofHours(5));

        assertThat(world.standing(id)).isEqualTo("held window-shut");
    }

    @Test
    void aRefusalOfTheOldTokenDoesNotHoldTheNewOne() {
        world.personWrites();
        NotificationId id = world.post(Priority.CRITICAL, "urgent");
        world.server.nextSend(Fault.staleToken());
        world.wire.beforeSend(() -> {
            world.wire.beforeSend(() -> {});
            world.signInAgain(null);
        });

        world.run(Duration.ofMinutes(1));

        assertThat(world.standing(id)).isEqualTo("sent");
    }

    @Test
    void aTitleThatWasCutIsNotToldWhole() {
        world.personWrites();
        String title = "x".repeat(900);
        NotificationId id = world.post(draft(Priority.HIGH, title, "text"));
        world.run(Duration.ofMinutes(1));

        OutboxEntry entry = world.entry(id);
        assertThat(world.phone.texts().getFirst()).doesNotContain(title);
        assertThat(entry.told()).isEqualTo(Coverage.LINE);
    }

    @Test
    void aSenderThatCannotRecordAtItsStartGoesOnLater() {
        world.personWrites();
        NotificationId id = world.post(Priority.DEFAULT, "in flight");
        world.wire.endAtNextSend(false);
        assertThatThrownBy(world::step).isInstanceOf(Crash.class);
        world.store()
                .write(tx -> tx.update("CREATE TRIGGER full BEFORE INSERT ON attempt BEGIN"
                        + " SELECT RAISE(ABORT, 'database or disk is full'); END"))
                .join();

        world.restart();

        assertThat(world.step()).isEqualTo(world.clock.instant().plus(Sender.AFTER_FAULT));
        assertThat(world.standing(id)).isEqualTo("sending");
        world.store().write(tx -> tx.update("DROP TRIGGER full")).join();
        world.run(Duration.ofSeconds(30));

        assertThat(world.standing(id)).isEqualTo("unknown");
    }

    @Test
    void hoursWithoutANetworkDoNotFillTheVolume() {
        world.personWrites();
        for (int i = 0; i < 500; i++) {
            world.post(draft(Priority.CRITICAL, "same", "text", null, null, Phase.FIRING));
        }
        for (int i = 0; i < 1440; i++) {
            world.wire.next(new SendOutcome.NotReached("no route"));
        }
        world.health().pollUnreached();
        world.run(Duration.ofHours(3));
        int rows = world.store()
                .read(tx -> tx.first("SELECT count(*) AS n FROM carried", row -> row.count("n")))
                .orElseThrow();
        assertThat(rows).isLessThan(10_000);
    }

    @Test
    void afterAnOutageTheSenderGoesOnAsSoonAsAnyCallReachedTheServer() {
        world.personWrites();
        for (int i = 0; i < 8; i++) {
            world.wire.next(new SendOutcome.NotReached("no route"));
        }
        world.health().pollUnreached();
        NotificationId id = world.post(Priority.CRITICAL, "urgent");
        world.run(Duration.ofSeconds(130));
        assertThat(world.standing(id)).isEqualTo("queued not-reached");

        world.reached();
        world.settle();

        assertThat(world.standing(id)).isEqualTo("sent");
    }

    /** A settle that cannot be written leads to no second send, and loses no charge. */
    @Test
    void aSettleThatCannotBeWrittenIsWrittenLater() {
        world.personWrites();
        NotificationId id = world.post(Priority.CRITICAL, "once");
        world.store()
                .write(tx -> tx.update("CREATE TRIGGER full BEFORE INSERT ON attempt BEGIN"
                        + " SELECT RAISE(ABORT, 'database or disk is full'); END"))
                .join();
        world.run(Duration.ofMinutes(5));
        NotificationId next = world.post(Priority.CRITICAL, "next");
        world.run(Duration.ofMinutes(5));
        assertThat(world.server.sends()).hasSize(1);
        world.store().write(tx -> tx.update("DROP TRIGGER full")).join();
        world.run(Duration.ofMinutes(5));
        assertThat(world.standing(id)).isEqualTo("sent");
        assertThat(world.standing(next)).isEqualTo("sent");
        assertThat(world.used()).isEqualTo(2);
    }

    /** What was begun is settled, or it would be "sending" until the next start. */
    @Test
    void aFaultOfOursDuringASendCountsAsALostAnswer() {
        world.personWrites();
        NotificationId id = world.post(Priority.DEFAULT, "in flight");
        world.wire.beforeSend(() -> {
            world.wire.goOn();
            throw new IllegalStateException("a fault of ours");
        });
        world.run(Duration.ofMinutes(1));
        assertThat(world.standing(id)).isEqualTo("unknown");

        world.post(Priority.DEFAULT, "next");
        world.run(Duration.ofMinutes(1));

        assertThat(world.phone.texts()).containsExactly("""
                next
                ❔ May not have arrived: in flight (01:00)""");
    }
}
