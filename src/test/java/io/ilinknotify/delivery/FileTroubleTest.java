package io.ilinknotify.delivery;

import io.ilinknotify.delivery.SimulatedWire.Crash;
import io.ilinknotify.ilink.OutgoingMessage;
import io.ilinknotify.ilink.UploadOutcome;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.simulator.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When nobody knows whether a file arrived, or it cannot be sent, its record says so. */
class FileTroubleTest {
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
    void aLostAnswerLeavesItUnknownAndIsNeverRepeated() {
        world.personWrites();
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.settle();
        world.server.nextSend(Fault.lostAfter());
        world.polled();
        world.run(Duration.ofHours(1));

        assertThat(files(id)).containsExactly("unknown");
        assertThat(world.standing(id)).isEqualTo("sent");
        assertThat(world.entry(id).told()).isEqualTo(Coverage.LINE);
        assertThat(world.phone.texts()).containsExactly("hi\n📎 1.pdf, 1.2 MB", "file: 1.pdf");
        assertThat(world.used()).isEqualTo(2);
    }

    @Test
    void aLostAnswerOfAnUrgentOneIsRepeatedOnceAsItWas() {
        world.personWrites();
        NotificationId id = post(Priority.HIGH, "hi", "1.pdf");
        world.settle();
        world.server.nextSend(Fault.lostBefore());
        world.run(Duration.ofMinutes(1));
        assertThat(files(id)).containsExactly("sending");

        world.restart();
        world.polled();
        world.run(Duration.ofMinutes(1));

        assertThat(files(id)).containsExactly("sent");
        assertThat(world.files.begun).hasSize(1);
        OutgoingMessage.Media first = world.files.sent.get(0);
        OutgoingMessage.Media repeat = world.files.sent.get(1);
        assertThat(repeat).isEqualTo(first);
        SendAttempt done = world.store()
                .read(tx -> DeliveryTable.find(tx, first.clientId()))
                .orElseThrow();
        assertThat(Objects.requireNonNull(done.file()).uploaded().key())
                .as("nothing is kept that opens it")
                .isEmpty();
    }

    @Test
    void aCrashInAnUploadLosesAndSpendsNothing() {
        world.personWrites();
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.settle();
        world.clock.advance(Duration.ofSeconds(2));
        world.files.endAtNextUpload();
        assertThatThrownBy(world::step).isInstanceOf(Crash.class);

        world.restart();
        world.run(Duration.ofSeconds(10));

        assertThat(files(id)).containsExactly("sent");
        assertThat(world.used()).isEqualTo(2);
    }

    @Test
    void aCrashBetweenBeginAndSettleCountsAsALostAnswer() {
        world.personWrites();
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.settle();
        world.clock.advance(Duration.ofSeconds(2));
        world.wire.endAtNextSend(true);
        assertThatThrownBy(world::settle).isInstanceOf(Crash.class);

        world.restart();
        assertThat(files(id)).containsExactly("sending");
        world.run(Duration.ofMinutes(30));

        assertThat(files(id)).containsExactly("unknown");
        assertThat(world.phone.texts()).hasSize(2);
        assertThat(world.used()).isEqualTo(2);
    }

    @Test
    void aFileThatTheServerCallsInvalidIsHeldAndCostsNothing() {
        world.personWrites();
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.settle();
        world.server.nextSend(new Fault.RefusedCall(-3, "invalid argument"));
        world.run(Duration.ofHours(1));

        assertThat(files(id)).containsExactly("held rejected");
        assertThat(said(id)).isEqualTo("invalid argument");
        assertThat(world.used()).isEqualTo(1);
    }

    @Test
    void aFileThatIsTakenWithoutAnIdIsUnconfirmed() {
        world.personWrites();
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.settle();
        world.server.nextSend(new Fault.WithoutId(false, true));
        world.run(Duration.ofHours(1));

        assertThat(files(id)).containsExactly("unconfirmed");
        assertThat(world.entry(id).told()).isEqualTo(Coverage.LINE);
    }

    @Test
    void whatWaitsForAFormerPersonIsShownToNobodyUntilTheOperatorDecides() {
        world.personWrites();
        world.files.slowly();
        NotificationId id = post(Priority.DEFAULT, "hi", "1.pdf");
        world.run(Duration.ofSeconds(10));
        world.signInAgain("other");
        world.settle();
        world.files.arrive();
        world.clock.advance(Duration.ofSeconds(5));
        String context = world.otherPhone("other").write("hello");
        world.received("in-other", context, "d-other", world.clock.instant());
        world.run(Duration.ofMinutes(30));

        assertThat(files(id)).containsExactly("held other-person");
        assertThat(world.outbox().forOtherPerson()).isEqualTo(1);
        assertThat(world.otherPhone("other").texts()).isEmpty();
        assertThat(world.outbox().handOver().join()).isEqualTo(1);
        world.run(Duration.ofSeconds(10));
        world.files.arrive();
        world.run(Duration.ofSeconds(10));
        assertThat(world.otherPhone("other").texts()).containsExactly("file: 1.pdf");
        assertThat(world.files.begun).as("the former bot's upload is not used").hasSize(2);
    }

    @Test
    void aFileThatAnotherBotUploadedIsNotRepeated() {
        world.server.rules().newBots = true;
        world.personWrites();
        NotificationId id = post(Priority.HIGH, "hi", "1.pdf");
        world.settle();
        world.server.nextSend(Fault.lostBefore());
        world.run(Duration.ofSeconds(10));

        world.signInAgain(null);
        world.settle();
        world.clock.advance(Duration.ofMinutes(1));
        world.personWrites();
        world.polled();
        world.run(Duration.ofMinutes(20));

        assertThat(files(id)).containsExactly("unknown");
        assertThat(world.files.sent).hasSize(1);
    }

    @Test
    void whatWaitsTooLongExpiresAndWhatIsUrgentDoesNot() {
        world.personWrites();
        world.files.next(new UploadOutcome.Unable("ret -1"));
        NotificationId normal = post(Priority.DEFAULT, "hi", "1.pdf");
        NotificationId urgent = post(Priority.HIGH, "ho", "2.pdf");
        world.run(Duration.ofHours(73));
        world.expire();

        assertThat(files(normal)).containsExactly("expired");
        assertThat(files(urgent).getFirst()).startsWith("held");
    }

    @Test
    void anOperatorMayWithdrawAFileThatWaits() {
        world.personWrites();
        world.files.next(new UploadOutcome.Unable("ret -1"));
        NotificationId id = post(Priority.HIGH, "hi", "1.pdf");
        world.run(Duration.ofMinutes(1));

        world.outbox().cancel(id).join();

        assertThat(files(id)).containsExactly("cancelled");
        assertThat(world.standing(id)).isEqualTo("sent");
        assertThat(world.entry(id).attachments())
                .extracting(AttachmentEntry::tries)
                .containsExactly(0);
    }
}
