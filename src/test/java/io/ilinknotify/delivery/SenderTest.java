package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.DeliveryConfig;
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

/** What goes out, in which order and how far the purse reaches, when the server takes everything. */
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
        world.server.rules().bursts = false;
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
