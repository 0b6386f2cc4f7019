package io.ilinknotify.delivery;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static io.ilinknotify.delivery.DeliveryWorld.draft;
import static org.assertj.core.api.Assertions.assertThat;

/** An account that takes messages and shows none gets one probe an hour, and nothing is poured into it. */
class RestrictedTest {
    private static final Duration JUST_UNDER_AN_HOUR = Duration.ofMinutes(58);

    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.thrifty();

    private final List<NotificationId> lost = new ArrayList<>();

    @BeforeEach
    void restrict() {
        world.server.rules().restricted = true;
        world.personWrites();
        for (int i = 0; i < 3; i++) {
            lost.add(world.post(draft(Priority.CRITICAL, "unseen " + i, "text")));
            world.run(Duration.ofSeconds(59));
        }
        assertThat(lost).allMatch(id -> world.standing(id).equals("unconfirmed"));
    }

    private List<NotificationId> postEleven() {
        List<NotificationId> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ids.add(world.post(draft(Priority.DEFAULT, "default " + i, "text")));
        }
        ids.add(world.post(draft(Priority.CRITICAL, "first critical", "text")));
        ids.add(world.post(draft(Priority.CRITICAL, "second critical", "text")));
        return ids;
    }

    private long held() {
        return world.all().stream()
                .filter(e -> world.standing(e.notification().id()).equals("held restricted"))
                .count();
    }

    @Test
    void aReplyPoursNothingIntoItAndTheProbeOfTheHourCarriesTheMostUrgentOneAlone() {
        List<NotificationId> waiting = postEleven();
        world.personWrites();
        world.run(JUST_UNDER_AN_HOUR);
        assertThat(world.server.sends()).hasSize(3);
        assertThat(held()).isEqualTo(11);

        world.run(Duration.ofMinutes(2));

        assertThat(world.server.sends()).hasSize(4);
        assertThat(world.server.sends().getLast().text())
                .contains("first critical")
                .doesNotContain("second critical");
        assertThat(world.standing(waiting.get(9))).isEqualTo("unconfirmed");
        assertThat(held()).isEqualTo(10);
        world.run(JUST_UNDER_AN_HOUR);
        assertThat(world.server.sends()).hasSize(4);
    }

    @Test
    void aRestartAndANewSignInOfTheSamePersonChangeNothing() {
        postEleven();
        world.restart();
        world.signInAgain(null);
        world.settle();
        world.personWrites();

        world.run(JUST_UNDER_AN_HOUR);

        assertThat(world.server.sends()).hasSize(3);
        assertThat(held()).isEqualTo(11);
    }

    @Test
    void itBelongsToThePersonAndIsKnownWhenTheyComeBack() {
        world.signInAgain("other");
        world.settle();
        world.signInAgain(null);
        world.settle();
        world.personWrites();

        NotificationId id = world.post(Priority.CRITICAL, "held");
        world.run(Duration.ofMinutes(5));

        assertThat(world.standing(id)).isEqualTo("held restricted");
    }

    @Test
    void theFirstIdEndsItAndWhatNobodySawIsToldMostUrgentFirstUntilAllAreNamed() {
        world.run(JUST_UNDER_AN_HOUR);
        for (int i = 0; i < 4; i++) {
            world.post(draft(Priority.HIGH, "high " + i, "text"));
            world.run(Duration.ofMinutes(61));
            world.personWrites();
        }
        world.server.rules().restricted = false;
        NotificationId last = world.post(draft(Priority.CRITICAL, "shown", "text"));

        world.run(Duration.ofHours(2));

        assertThat(world.standing(last)).isEqualTo("sent");
        assertThat(world.phone.texts().getFirst())
                .contains("May not have arrived: unseen 0 (01:00); unseen 1 (01:00); unseen 2 (01:01); high 0")
                .doesNotContain("high 3");
        world.post(draft(Priority.HIGH, "next", "text"));
        world.run(Duration.ofHours(2));
        assertThat(world.phone.texts().get(1)).contains("high 3").doesNotContain("unseen");
        world.post(draft(Priority.HIGH, "after", "text"));
        world.run(Duration.ofHours(2));
        assertThat(world.phone.texts().get(2)).doesNotContain("May not have arrived");
    }

    @Test
    void noReminderGoesIntoIt() {
        world.run(Duration.ofHours(24));

        assertThat(world.server.sends()).hasSize(3);
    }
}
