package io.ilinknotify.delivery;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.window.WindowView;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** A refusal teaches how long a window is, or how many sends it has, and both grow back. */
class LearnedWindowTest {
    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.thrifty();

    @BeforeEach
    void open() {
        world.server.rules().bursts = false;
    }

    private NotificationId send(String text) {
        NotificationId id = world.post(Priority.CRITICAL, text);
        world.run(Duration.ofMinutes(1));
        return id;
    }

    private int budget() {
        return world.purse().view().budget();
    }

    private Duration promised() {
        WindowView view = world.purse().view();
        Instant opened = view.openedAt();
        Instant closes = view.closesAt();
        assertThat(opened).isNotNull();
        assertThat(closes).isNotNull();
        return Duration.between(opened, closes);
    }

    @Test
    void anOldWindowThatIsRefusedTeachesItsLengthAndNeverTheBudget() {
        world.server.rules().window = Duration.ofHours(12);
        world.personWrites();
        world.run(Duration.ofHours(13));

        NotificationId refused = send("at night");
        NotificationId urgent = send("no probe: the window is over");

        assertThat(world.standing(refused)).isEqualTo("held window-shut");
        assertThat(world.standing(urgent)).isEqualTo("held window-shut");
        assertThat(world.server.sends()).hasSize(1);
        world.personWrites();
        assertThat(budget()).isEqualTo(10);
        assertThat(promised()).isBetween(Duration.ofMinutes(12 * 60 + 50), Duration.ofHours(13));
        world.restart();
        assertThat(promised()).isBetween(Duration.ofMinutes(12 * 60 + 50), Duration.ofHours(13));
    }

    @Test
    void theReminderComesBeforeTheLearnedEnd() {
        world.server.rules().window = Duration.ofHours(12);
        world.personWrites();
        world.run(Duration.ofHours(13));
        send("teaches");
        world.personWrites();
        int before = world.phone.texts().size();

        world.run(Duration.ofHours(11));

        assertThat(world.phone.texts().subList(before, world.phone.texts().size()))
                .anyMatch(text -> text.contains("Please reply"));
    }

    @Test
    void aLengthIsNeverTakenToBeBelowEightHoursAndALaterRefusalTeachesNoLongerOne() {
        world.server.rules().window = Duration.ofMinutes(8 * 60 + 1);
        world.personWrites();
        world.run(Duration.ofMinutes(8 * 60 + 5));
        send("teaches");
        world.personWrites();
        assertThat(promised()).isBetween(Duration.ofMinutes(7 * 60 + 50), Duration.ofHours(8));
        world.run(Duration.ofHours(20));
        send("refused much later");
        world.personWrites();

        assertThat(promised()).isBetween(Duration.ofMinutes(7 * 60 + 50), Duration.ofHours(8));
    }

    @Test
    void aWindowThatGoesFurtherGrowsBack() {
        world.server.rules().window = Duration.ofHours(12);
        world.personWrites();
        world.run(Duration.ofHours(13));
        send("teaches");
        world.server.rules().window = Duration.ofHours(24);
        world.personWrites();
        world.run(Duration.ofHours(18));

        send("goes further");
        world.personWrites();

        assertThat(promised()).isGreaterThan(Duration.ofMinutes(17 * 60 + 50));
        world.run(Duration.ofHours(23).plusMinutes(45));
        send("goes all the way");
        world.personWrites();
        assertThat(promised()).isGreaterThanOrEqualTo(Duration.ofMinutes(23 * 60 + 45));
    }

    @Test
    void aLearnedBudgetGrowsWithEveryPurseThatIsEmptiedSoThatTenRepliesFindTenAgain() {
        world.server.rules().quota = 5;
        world.personWrites();
        for (int i = 0; i < 6; i++) {
            send("critical " + i);
        }
        assertThat(budget()).isEqualTo(5);
        world.server.rules().quota = 10;

        for (int reply = 0; reply < 10; reply++) {
            world.personWrites();
            int used = world.used();
            for (int i = used; i < 12; i++) {
                send("reply " + reply + " critical " + i);
            }
            assertThat(world.used()).isEqualTo(Math.min(10, 5 + reply));
        }

        assertThat(world.used()).isEqualTo(10);
        assertThat(world.server.violations()).isEmpty();
    }

    @Test
    void aWeekAloneGivesBackOneSend() {
        world.server.rules().quota = 5;
        world.personWrites();
        for (int i = 0; i < 6; i++) {
            send("critical " + i);
        }
        world.run(Duration.ofDays(7));

        world.personWrites();

        assertThat(budget()).isEqualTo(6);
    }
}
