package io.ilinknotify.delivery;

import io.ilinknotify.ilink.Account;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.simulator.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import static io.ilinknotify.delivery.DeliveryWorld.draft;
import static org.assertj.core.api.Assertions.assertThat;

/** What was meant for one person is not shown to another. */
class OtherPersonTest {
    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.thrifty();

    /** T3a */
    @Test
    void anotherPersonIsNotToldWhatMayNotHaveArrivedAtTheFormerOne() {
        world.personWrites();
        world.server.nextSend(Fault.lostBefore());
        world.post(draft(Priority.DEFAULT, "SECRET of the former person", "x"));
        world.run(Duration.ofMinutes(1));

        world.signInAgain("other");
        world.settle();
        world.clock.advance(Duration.ofSeconds(5));
        String context = world.otherPhone("other").write("hello");
        world.received("in-other", context, "d-other", world.clock.instant());
        world.run(Duration.ofMinutes(5));

        assertThat(world.otherPhone("other").texts()).noneMatch(text -> text.contains("SECRET"));
    }

    /** T3b */
    @Test
    void anotherPersonIsNotToldWhatExpiredForTheFormerOne() {
        world.post(draft(Priority.DEFAULT, "SECRET of the former person", "x"));
        world.run(Duration.ofHours(73));
        world.expire();

        world.signInAgain("other");
        world.settle();
        world.clock.advance(Duration.ofSeconds(5));
        String context = world.otherPhone("other").write("hello");
        world.received("in-other", context, "d-other", world.clock.instant());
        world.run(Duration.ofMinutes(5));

        assertThat(world.otherPhone("other").texts()).noneMatch(text -> text.contains("SECRET"));
    }

    @Test
    void aTwinOfOneThatIsKeptForAFormerPersonIsANewNotification() {
        world.personWrites();
        world.server.nextSend(Fault.rateLimited());
        world.post(draft(Priority.HIGH, "db down", "x", "db", null, Phase.FIRING));
        world.settle();
        world.signInAgain("other");
        world.settle();
        Acceptance again = world.outbox()
                .accept(draft(Priority.HIGH, "db down", "x", "db", null, Phase.FIRING), null)
                .join();
        assertThat(again)
                .isInstanceOfSatisfying(
                        Acceptance.Accepted.class,
                        a -> assertThat(a.duplicate()).isFalse());
    }

    /** The new sign-in is what makes the server refuse the old token, and the poll notices the new bot first. */
    @Test
    void whatWasOnItsWayWhenTheSamePersonSignedInAgainIsNotHeldForAnotherPerson() {
        world.personWrites();
        world.wire.beforeSend(() -> {
            world.wire.goOn();
            world.signInAgain(null);
            world.store().run(tx -> world.purse().belongsTo(tx, "new@im.bot"));
        });
        world.server.nextSend(Fault.staleToken());
        NotificationId id = world.post(draft(Priority.HIGH, "db down", "x"));
        world.settle();
        world.personWrites();
        world.run(Duration.ofMinutes(5));

        assertThat(world.standing(id)).isEqualTo("sent");
    }

    @Test
    void aSignInBetweenALookAtTheAccountAndItsTransactionIsForTheNextStep() {
        world.personWrites();
        world.settle();
        world.restart();
        NotificationId id = world.post(draft(Priority.HIGH, "SECRET of the former person", "x"));
        Supplier<Optional<Account>> look = world.signedIn;
        world.signedIn = () -> {
            Optional<Account> former = look.get();
            world.signedIn = look;
            world.signInAgain("other");
            return former;
        };

        world.step();
        assertThat(world.wire.calls).isZero();

        world.run(Duration.ofMinutes(5));
        assertThat(world.standing(id)).isEqualTo("held other-person");
        assertThat(world.wire.calls).isZero();
    }
}
