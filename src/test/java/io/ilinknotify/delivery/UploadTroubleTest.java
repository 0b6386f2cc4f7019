package io.ilinknotify.delivery;

import io.ilinknotify.ilink.UploadOutcome;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** When a file cannot be uploaded, its record says so, and no text suffers. */
class UploadTroubleTest {
    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.thrifty();

    private NotificationId post(Priority priority, String text, String... files) {
        return FileDeliveryTest.post(world, priority, text, files);
    }

    private List<String> files(NotificationId id) {
        return FileDeliveryTest.files(world, id);
    }

    private @Nullable String said(NotificationId id) {
        return world.entry(id).attachments().getFirst().detail();
    }

    @Test
    void anAccountThatCannotUploadIsAskedAgainAfterADayAndItsTextsSayWhereTheFilesAre() {
        world.personWrites();
        world.files.next(new UploadOutcome.Unable("ret -1"));
        NotificationId first = post(Priority.HIGH, "first", "1.pdf");
        world.run(Duration.ofMinutes(11));
        assertThat(files(first)).containsExactly("held cannot-upload");

        world.restart();
        NotificationId second = post(Priority.HIGH, "second", "2.pdf", "3.pdf");
        world.run(Duration.ofHours(1));

        assertThat(world.phone.texts()).containsExactly("🟠 first\n📎 1.pdf, 1.2 MB", """
                🟠 second
                📎 2.pdf, 1.2 MB
                📎 3.pdf, 1.2 MB
                (the account cannot upload: kept at the agent)""");
        assertThat(files(second)).containsOnly("held cannot-upload");
        assertThat(world.entry(second).told()).isEqualTo(Coverage.LINE);
        assertThat(world.files.begun).containsExactly("1.pdf");

        world.clock.advance(Duration.ofHours(22));
        world.personWrites();
        world.run(Duration.ofHours(3));

        assertThat(files(first)).containsOnly("sent");
        assertThat(files(second)).containsOnly("sent");
    }

    @Test
    void theTextOfAnAccountThatCannotUploadLeadsToTheFiles() {
        world.links = id -> Optional.of(URI.create("https://notify.example.org/m/" + id));
        world.restart();
        world.personWrites();
        world.files.next(new UploadOutcome.Unable("no upload_param"));
        post(Priority.HIGH, "first", "1.pdf");
        world.run(Duration.ofMinutes(11));

        NotificationId second = post(Priority.HIGH, "second", "2.pdf");
        world.run(Duration.ofMinutes(1));

        assertThat(world.phone.texts().get(1))
                .isEqualTo("🟠 second\n📎 2.pdf, 1.2 MB\nhttps://notify.example.org/m/" + second);
    }

    @Test
    void anotherAccountIsNotTakenToBeUnable() {
        world.server.rules().newBots = true;
        world.personWrites();
        world.files.next(new UploadOutcome.Unable("ret -2"));
        NotificationId id = post(Priority.HIGH, "first", "1.pdf");
        world.run(Duration.ofMinutes(1));

        world.signInAgain(null);
        world.settle();
        world.clock.advance(Duration.ofSeconds(5));
        world.personWrites();
        world.run(Duration.ofMinutes(1));

        assertThat(files(id)).containsExactly("sent");
    }

    @Test
    void aFileThatIsRefusedWaitsForTheOperator() {
        world.personWrites();
        world.files.next(new UploadOutcome.Refused("file type not allowed"));
        NotificationId id = post(Priority.DEFAULT, "hi", "setup.exe", "report.pdf");
        world.run(Duration.ofMinutes(20));

        assertThat(files(id)).containsExactly("held rejected", "sent");
        assertThat(said(id)).isEqualTo("file type not allowed");
        assertThat(world.standing(id)).isEqualTo("sent");

        world.outbox().retry(id).join();
        world.run(Duration.ofHours(1));

        assertThat(files(id)).containsExactly("sent", "sent");
        assertThat(world.phone.texts()).endsWith("file: setup.exe").hasSize(3);
    }

    @Test
    void anUploadThatFailsIsTriedThreeTimesMoreAndAgainAfterAReply() {
        world.personWrites();
        for (int i = 0; i < 4; i++) {
            world.files.next(new UploadOutcome.Lost("HTTP 502"));
        }
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.run(Duration.ofMinutes(30));
        assertThat(files(id)).containsExactly("queued not-reached");

        world.run(Duration.ofHours(1));
        assertThat(files(id)).containsExactly("held cannot-upload");
        assertThat(said(id)).isEqualTo("HTTP 502");
        assertThat(world.files.begun).hasSize(4);
        assertThat(world.used()).isEqualTo(1);

        world.personWrites();
        world.run(Duration.ofMinutes(1));
        assertThat(files(id)).containsExactly("sent");
    }

    @Test
    void noTextWaitsWhileTheServerOfFilesIsNotReached() {
        world.personWrites();
        for (int i = 0; i < 3; i++) {
            world.files.next(new UploadOutcome.NotReached("connection refused"));
        }
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.run(Duration.ofSeconds(10));
        world.post(Priority.HIGH, "urgent");
        world.settle();

        assertThat(world.phone.texts()).hasSize(2).endsWith("🟠 urgent");
        world.run(Duration.ofMinutes(20));
        assertThat(files(id)).containsExactly("sent");
    }

    @Test
    void aRateLimitThatAnUploadMeetsHoldsTheWholeSender() {
        world.personWrites();
        world.files.next(new UploadOutcome.RateLimited("freq limit"));
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.run(Duration.ofMinutes(1));
        NotificationId text = world.post(Priority.CRITICAL, "urgent");
        world.run(Duration.ofMinutes(1));

        assertThat(world.standing(text)).isEqualTo("held rate-limited");
        assertThat(files(id)).containsExactly("held rate-limited");
        world.run(Duration.ofMinutes(40));
        assertThat(files(id)).containsExactly("sent");
    }

    @Test
    void aStaleTokenThatAnUploadMeetsHoldsWhatWaits() {
        world.personWrites();
        world.files.next(new UploadOutcome.StaleToken());
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.run(Duration.ofSeconds(2));

        assertThat(files(id)).containsExactly("held signed-out");
        world.run(Duration.ofHours(2));
        assertThat(files(id)).containsExactly("sent");
    }
}
