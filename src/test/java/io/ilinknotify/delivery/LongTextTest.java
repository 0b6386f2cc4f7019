package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.DeliveryConfig.LongText;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static io.ilinknotify.delivery.DeliveryWorld.draft;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code notify.delivery.long-text}: what becomes of a text that fills more than one message. */
class LongTextTest {
    private static final String LOG = "line of a log with some words\n".repeat(200);

    @TempDir
    Path directory;

    private DeliveryWorld world(LongText what) {
        return new DeliveryWorld(directory, TestSettings.Delivery.THRIFTY.with(what), TestSettings.Window.DEFAULTS);
    }

    @Test
    void asAFileItIsItsBeginningAndAFileWithAllOfIt() {
        try (DeliveryWorld world = world(LongText.FILE)) {
            world.personWrites();
            NotificationId id = world.post(draft(Priority.DEFAULT, "Build: log/of?today", LOG));
            world.settle();
            assertThat(world.entry(id).told()).isEqualTo(Coverage.LINE);

            world.run(Duration.ofSeconds(5));

            assertThat(world.phone.texts()).hasSize(2).endsWith("file: Build log of today.txt");
            assertThat(world.phone.texts().getFirst())
                    .startsWith("Build: log/of?today\nline of a log")
                    .contains(" more characters)")
                    .endsWith("\n📎 Build log of today.txt, 6.0 kB");
            assertThat(world.entry(id).attachments())
                    .extracting("attachment")
                    .containsExactly(new Attachment("Build log of today.txt", "text/plain", LOG.length() + 3, ""));
            assertThat(world.entry(id).told()).isEqualTo(Coverage.WHOLE);
            assertThat(world.used()).isEqualTo(2);
        }
    }

    @Test
    void theFileFollowsThoseOfTheSender() {
        try (DeliveryWorld world = world(LongText.FILE)) {
            world.personWrites();
            Attachment own = new Attachment("report.pdf", "application/pdf", 17, "aa");
            NotificationId id = world.post(draft(Priority.DEFAULT, null, LOG).with(List.of(own)));

            world.run(Duration.ofSeconds(10));

            assertThat(world.phone.texts()).endsWith("file: report.pdf", "file: text.txt");
            assertThat(FileDeliveryTest.files(world, id)).containsOnly("sent");
        }
    }

    @Test
    void oneThatWasRefusedAtFirstHasOneFile() {
        try (DeliveryWorld world = world(LongText.FILE)) {
            world.personWrites();
            world.server.nextSend(io.ilinknotify.simulator.Fault.rateLimited());
            NotificationId id = world.post(draft(Priority.DEFAULT, "Log", LOG));

            world.run(Duration.ofHours(1));

            assertThat(world.phone.texts()).hasSize(2).endsWith("file: Log.txt");
            assertThat(world.entry(id).attachments()).hasSize(1);
        }
    }

    @Test
    void cutItIsItsBeginning() {
        try (DeliveryWorld world = world(LongText.CUT)) {
            world.personWrites();
            NotificationId id = world.post(draft(Priority.DEFAULT, "Log", LOG));

            world.run(Duration.ofMinutes(5));

            assertThat(world.phone.texts()).hasSize(1);
            assertThat(world.phone.texts().getFirst()).contains(" more characters)");
            assertThat(world.entry(id).told()).isEqualTo(Coverage.LINE);
        }
    }
}
