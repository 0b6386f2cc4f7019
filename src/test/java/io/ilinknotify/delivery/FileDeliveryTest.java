package io.ilinknotify.delivery;

import io.ilinknotify.ilink.UploadOutcome;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.AttachmentEntry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static io.ilinknotify.delivery.DeliveryWorld.draft;
import static org.assertj.core.api.Assertions.assertThat;

/** When the files of a notification go: after every text, and while more than the reserve is left after them. */
class FileDeliveryTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(31);

    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.thrifty();

    static NotificationId post(DeliveryWorld world, Priority priority, String text, String... files) {
        List<Attachment> attachments = Stream.of(files)
                .map(name -> new Attachment(name, "application/pdf", 1_234_567, "sha-of-" + name))
                .toList();
        return world.post(draft(priority, null, text).with(attachments));
    }

    /** The states of its files, in their order. */
    static List<String> files(DeliveryWorld world, NotificationId id) {
        return world.entry(id).attachments().stream()
                .map(FileDeliveryTest::standing)
                .toList();
    }

    private static String standing(AttachmentEntry file) {
        return file.state().code()
                + (file.reason() == null ? "" : " " + file.reason().code());
    }

    private NotificationId post(Priority priority, String text, String... files) {
        return post(world, priority, text, files);
    }

    /** Leaves so many sends of the purse. */
    private void spendUntil(int left) {
        world.server.rules().bursts = false;
        world.personWrites();
        while (world.purse().view().remaining() > left) {
            world.post(Priority.CRITICAL, "earlier");
            world.run(HALF_AN_HOUR);
        }
    }

    private List<String> newTexts(int before) {
        return world.phone.texts().stream().skip(before).toList();
    }

    @Test
    void aFileFollowsTheTextThatNamesIt() {
        world.personWrites();
        NotificationId id = post(Priority.DEFAULT, "hi", "report.pdf");
        assertThat(files(world, id)).containsExactly("queued");
        world.settle();
        assertThat(world.entry(id).told()).isEqualTo(Coverage.LINE);

        world.run(Duration.ofSeconds(2));

        assertThat(world.phone.texts()).containsExactly("hi\n📎 report.pdf, 1.2 MB", "file: report.pdf");
        assertThat(files(world, id)).containsExactly("sent");
        assertThat(world.entry(id).told()).isEqualTo(Coverage.WHOLE);
        assertThat(world.entry(id).attempts()).hasSize(1);
        assertThat(world.used()).isEqualTo(2);
    }

    @Test
    void theFilesOfANotificationFollowEachOtherAndLeaveRoomForTexts() {
        world.personWrites();
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf", "2.pdf", "3.pdf", "4.pdf");

        world.run(Duration.ofSeconds(6));
        assertThat(files(world, id)).containsExactly("sent", "sent", "sent", "queued pace");
        world.run(Duration.ofMinutes(5));

        assertThat(files(world, id)).containsOnly("sent");
        assertThat(world.used()).isEqualTo(5);
    }

    @Test
    void theFilesOfOtherNotificationsWaitForTheGaps() {
        world.personWrites();
        NotificationId first = post(Priority.DEFAULT, "one", "1.pdf");
        NotificationId second = post(Priority.DEFAULT, "two", "2.pdf");

        world.run(Duration.ofSeconds(20));

        assertThat(world.phone.texts())
                .containsExactly("one\n📎 1.pdf, 1.2 MB\n\ntwo\n📎 2.pdf, 1.2 MB", "file: 2.pdf");
        assertThat(files(world, first)).containsExactly("queued pace");
        assertThat(files(world, second)).containsExactly("sent");
        world.run(Duration.ofMinutes(10));
        assertThat(files(world, first)).containsExactly("sent");
    }

    @Test
    void filesMakeNoGapGrowThatATextWaitsFor() {
        world.personWrites();
        post(Priority.DEFAULT, "one", "1.pdf", "2.pdf");
        world.run(Duration.ofSeconds(10));
        world.post(Priority.DEFAULT, "two");

        world.run(Duration.ofSeconds(21));

        assertThat(newTexts(3)).containsExactly("two");
    }

    @Test
    void aFileThatWouldUseTheReserveWaitsForAReplyAndTheTextSaysSo() {
        spendUntil(6);
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.run(HALF_AN_HOUR);

        assertThat(newTexts(4)).containsExactly("""
                hi
                📎 1.pdf, 1.2 MB
                — 5 sends left until 11-03 00:50, 1 file waits for a reply. Any reply refills.""");
        assertThat(files(world, id)).containsExactly("held reserve");

        world.personWrites();
        world.run(Duration.ofSeconds(3));

        assertThat(files(world, id)).containsExactly("sent");
    }

    @Test
    void aFileGoesWhileMoreThanTheReserveIsLeftAfterIt() {
        spendUntil(7);
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf", "2.pdf");
        world.run(HALF_AN_HOUR);

        assertThat(newTexts(3)).containsExactly("""
                hi
                📎 1.pdf, 1.2 MB
                📎 2.pdf, 1.2 MB
                — 6 sends left until 11-03 00:50, 1 file waits for a reply. Any reply refills.""", "file: 1.pdf");
        assertThat(files(world, id)).containsExactly("sent", "held reserve");
        assertThat(world.purse().view().remaining()).isEqualTo(5);
    }

    @Test
    void aFileOfWhatIsCriticalMayUseTheReserve() {
        spendUntil(2);
        NotificationId id = post(Priority.CRITICAL, "fire", "1.pdf", "2.pdf");
        world.run(HALF_AN_HOUR);

        assertThat(newTexts(8).getFirst()).contains("1 send left", "1 file waits for a reply");
        assertThat(files(world, id)).containsExactly("sent", "held purse-spent");
    }

    @Test
    void aReplyIsAnsweredByTextsFirstAndThenTheNewestFiles() {
        spendUntil(5);
        NotificationId older = post(Priority.HIGH, "older", "1.pdf", "2.pdf", "3.pdf", "4.pdf");
        world.run(HALF_AN_HOUR);
        world.run(Duration.ofHours(20));
        NotificationId newer = post(Priority.HIGH, "newer", "5.pdf");
        int before = world.phone.texts().size();

        world.personWrites();
        world.run(Duration.ofSeconds(5));

        assertThat(newTexts(before).getFirst()).startsWith("🟠 newer");
        assertThat(newTexts(before)).hasSize(3).endsWith("file: 5.pdf", "file: " + nextOf(older));
        assertThat(files(world, newer)).containsExactly("sent");
    }

    private String nextOf(NotificationId id) {
        long sent = files(world, id).stream().filter("sent"::equals).count();
        return sent + ".pdf";
    }

    @Test
    void theFileOfALowOneGoesAfterAReply() {
        world.personWrites();
        world.run(Duration.ofSeconds(1));
        NotificationId id = post(Priority.LOW, "by the way", "1.pdf");
        world.post(Priority.DEFAULT, "news");
        world.run(Duration.ofHours(2));

        assertThat(world.phone.texts()).containsExactly("""
                news

                by the way
                📎 1.pdf, 1.2 MB

                — 9 sends left until 11-03 00:50, 1 file waits for a reply. Any reply refills.""");
        world.personWrites();
        world.run(Duration.ofSeconds(1));
        assertThat(files(world, id)).containsExactly("sent");
    }

    @Test
    void aTextThatComesDuringAnUploadGoesFirst() {
        world.files.slowly();
        world.personWrites();
        NotificationId id = post(Priority.DEFAULT, "hi", "large.pdf");
        world.run(Duration.ofMinutes(1));
        world.post(Priority.HIGH, "urgent");

        world.run(Duration.ofSeconds(1));
        assertThat(newTexts(1)).containsExactly("🟠 urgent");
        assertThat(files(world, id)).containsExactly("queued pace");

        world.files.arrive();
        world.run(Duration.ofMinutes(20));

        assertThat(newTexts(2)).containsExactly("file: large.pdf");
        assertThat(world.files.begun).containsExactly("large.pdf");
    }

    @Test
    void aFileWaitsForATextThatIsDueBeforeAnotherSendCouldFollow() {
        world.files.slowly();
        world.personWrites();
        NotificationId id = post(Priority.DEFAULT, "hi", "large.pdf");
        world.run(Duration.ofSeconds(10));
        world.post(Priority.DEFAULT, "due 30 s after the text before it");
        world.run(Duration.ofSeconds(19));
        world.files.arrive();

        world.run(Duration.ofSeconds(1));

        assertThat(newTexts(1)).containsExactly("due 30 s after the text before it");
        world.run(Duration.ofMinutes(10));
        assertThat(files(world, id)).containsExactly("sent");
    }

    @Test
    void theFileOfAnAlertThatEndedWaitsAsItWouldItself() {
        world.personWrites();
        NotificationId id = world.post(draft(Priority.DEFAULT, "Disk full", "98 %", null, null, Phase.RESOLVED)
                .with(List.of(new Attachment("panel.png", "image/png", 999, "aa"))));
        world.post(Priority.DEFAULT, "news");

        world.run(Duration.ofHours(1));

        assertThat(world.phone.texts().getFirst()).contains("📎 panel.png, 999 B", "1 file waits for a reply");
        assertThat(world.phone.texts()).hasSize(1);
        assertThat(world.entry(id).told()).isEqualTo(Coverage.LINE);
    }

    @Test
    void whatIsUploadedIsUsedOnceItMayGo() {
        world.personWrites();
        post(Priority.DEFAULT, "hi", "1.pdf");
        world.run(Duration.ofSeconds(1));
        world.wire.next(new io.ilinknotify.ilink.SendOutcome.NotReached("no route"));
        world.run(Duration.ofMinutes(1));

        assertThat(newTexts(1)).containsExactly("file: 1.pdf");
        assertThat(world.files.begun).containsExactly("1.pdf");
        assertThat(world.files.outcomes).hasSize(1).hasOnlyElementsOfType(UploadOutcome.Uploaded.class);
    }
}
