package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What the phone gets around quiet hours from 22:00 to 07:00; the world begins at 01:00, on a Monday. */
class QuietDeliveryTest {
    @TempDir
    Path directory;

    @Test
    void whatWasHeldComesMergedAtTheirEnd() {
        try (DeliveryWorld world = world()) {
            world.personWrites();
            NotificationId one = world.post(Priority.DEFAULT, "backup is late");
            world.run(Duration.ofMinutes(10));
            NotificationId two = world.post(Priority.DEFAULT, "disk is filling");
            world.run(Duration.ofHours(5).plusMinutes(49));

            assertThat(world.standing(one)).isEqualTo("held quiet");
            assertThat(world.standing(two)).isEqualTo("held quiet");
            assertThat(world.phone.texts()).isEmpty();

            world.run(Duration.ofMinutes(2));

            assertThat(world.standing(one)).isEqualTo("sent");
            assertThat(world.standing(two)).isEqualTo("sent");
            assertThat(world.phone.texts()).containsExactly("backup is late (01:00)\n\ndisk is filling (01:10)");
        }
    }

    @Test
    void whatIsUrgentGoesAtOnceAndTakesWhatIsHeldWithIt() {
        try (DeliveryWorld world = world()) {
            world.personWrites();
            NotificationId held = world.post(Priority.DEFAULT, "backup is late");
            world.run(Duration.ofMinutes(10));
            NotificationId urgent = world.post(Priority.HIGH, "disk is full");
            world.run(Duration.ofMinutes(1));

            assertThat(world.standing(urgent)).isEqualTo("sent");
            assertThat(world.standing(held)).isEqualTo("sent");
            assertThat(world.phone.texts()).hasSize(1);
        }
    }

    /** At 01:00 a reply changes nothing about what is held until 07:00. */
    @Test
    void nobodyIsAskedToReplyForWhatTheyHold() {
        try (DeliveryWorld world = world()) {
            world.personWrites();
            NotificationId held = world.post(Priority.DEFAULT, "a long log ".repeat(400));
            NotificationId other = world.post(Priority.DEFAULT, "another log ".repeat(400));
            String full = "disk is full. ".repeat(120).strip();
            NotificationId urgent = world.post(Priority.HIGH, full);
            world.run(Duration.ofMinutes(1));

            assertThat(world.standing(urgent)).isEqualTo("sent");
            assertThat(world.phone.texts())
                    .containsExactly(
                            "🟠 " + full + "\n— 9 sends left until 11-03 00:50, 2 waiting for quiet hours to end.");

            world.personWrites();
            world.run(Duration.ofMinutes(30));

            assertThat(world.standing(held)).isEqualTo("held quiet");
            assertThat(world.standing(other)).isEqualTo("held quiet");
        }
    }

    /** Written at 01:00, the window closes at 00:50, and the reminder would be due at 22:50. */
    @Test
    void theReminderComesBeforeThem() {
        try (DeliveryWorld world = world()) {
            world.personWrites();
            world.run(Duration.ofHours(20).plusSeconds(58 * 60 + 59));
            assertThat(world.phone.texts()).isEmpty();

            world.run(Duration.ofSeconds(2));
            assertThat(world.phone.texts())
                    .containsExactly("⏰ Please reply: nothing can be sent after 11-03 00:50 (9 sends left).");

            world.run(Duration.ofHours(12));
            assertThat(world.phone.texts()).hasSize(1);
        }
    }

    @Test
    void aReminderThatCouldNotComeBeforeThemDoesNotComeInThem() {
        try (DeliveryWorld world = world()) {
            world.personWrites();
            // The agent is down from the afternoon until after the silence began.
            world.run(Duration.ofHours(15));
            world.clock.advance(Duration.ofHours(6).plusMinutes(30));
            world.restart();

            world.run(Duration.ofHours(8));

            assertThat(world.phone.texts()).isEmpty();
        }
    }

    /** Written at 23:00, it closes at 07:50: a minute before the silence is long over, and 05:50 lies in it. */
    @Test
    void aWindowThatBeginsInThemIsRemindedAtTheirEnd() {
        TestSettings.Window nineHours = new TestSettings.Window(
                Duration.ofHours(9), Duration.ofMinutes(10), 10, new TestSettings.Reserved(4, 1), Duration.ofHours(2));
        try (DeliveryWorld world = world(nineHours)) {
            world.run(Duration.ofHours(22));
            world.personWrites();

            world.run(Duration.ofHours(8).minusSeconds(1));
            assertThat(world.phone.texts()).isEmpty();

            world.run(Duration.ofSeconds(2));
            assertThat(world.phone.texts())
                    .containsExactly("⏰ Please reply: nothing can be sent after 07:50 (9 sends left).");
        }
    }

    private DeliveryWorld world() {
        return world(TestSettings.Window.DEFAULTS);
    }

    private DeliveryWorld world(TestSettings.Window window) {
        return new DeliveryWorld(
                directory,
                TestSettings.Delivery.THRIFTY,
                window,
                start -> QuietHours.of(
                        Map.of("night", TestSettings.night("22:00", "07:00", Priority.HIGH)), ZoneOffset.UTC));
    }
}
