package io.ilinknotify.outbox;

import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AttachmentsTest {
    private static final Attachment REPORT = new Attachment("report.pdf", "application/pdf", 1_234_567, "aa");
    private static final Attachment PICTURE = new Attachment("panel.png", "image/png", 17, "bb");

    @TempDir
    Path directory;

    private OutboxWorld world;

    @BeforeEach
    void open() {
        world = new OutboxWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private OutboxEntry post(Priority priority, Attachment... attachments) {
        NotificationDraft draft =
                OutboxWorld.draft("ci", priority, null, "disk full").with(List.of(attachments));
        return world.outbox.accept(draft, null).join().recorded().orElseThrow();
    }

    private OutboxEntry now(OutboxEntry entry) {
        return world.outbox.find(entry.notification().id()).orElseThrow();
    }

    private void sent(OutboxEntry entry, int number) {
        world.store.commit(tx -> {
            AttachmentTable.finish(tx, entry.seq(), number, State.SENT, null, world.clock.instant());
            return true;
        });
    }

    private List<AttachmentEntry> waiting() {
        return world.store.read(tx -> tx.all(
                "SELECT seq, number FROM attachment WHERE " + AttachmentTable.WAITS + " ORDER BY seq DESC, number",
                row -> AttachmentTable.find(tx, row.number("seq"), row.count("number"))
                        .orElseThrow()));
    }

    private List<String> unused() {
        return world.store.read(tx -> tx.all("SELECT sha256 FROM unused_media", row -> row.text("sha256")));
    }

    @Test
    void areStoredWithTheirNotificationInTheirOrder() {
        OutboxEntry entry = post(Priority.DEFAULT, REPORT, PICTURE);

        assertThat(now(entry).notification().content().attachments()).containsExactly(REPORT, PICTURE);
        assertThat(now(entry).attachments())
                .containsExactly(
                        new AttachmentEntry(entry.seq(), 0, REPORT, State.QUEUED, null, null, 0),
                        new AttachmentEntry(entry.seq(), 1, PICTURE, State.QUEUED, null, null, 0));
        assertThat(entry.attachments()).isEqualTo(now(entry).attachments());
    }

    @Test
    void waitUntilTheTextIsTold() {
        OutboxEntry older = post(Priority.DEFAULT, REPORT);
        OutboxEntry newer = post(Priority.DEFAULT, PICTURE, REPORT);
        assertThat(waiting()).isEmpty();

        world.finish(List.of(older, newer), State.SENT);

        assertThat(waiting())
                .containsExactly(
                        newer.attachments().get(0),
                        newer.attachments().get(1),
                        older.attachments().get(0));
    }

    @Test
    void aNotificationIsToldWholeOnlyWhenAllWereSent() {
        OutboxEntry entry = post(Priority.DEFAULT, REPORT, PICTURE);
        world.finish(List.of(entry), State.SENT);
        assertThat(now(entry).told()).isEqualTo(Coverage.LINE);

        sent(entry, 0);
        assertThat(now(entry).told()).isEqualTo(Coverage.LINE);

        sent(entry, 1);
        assertThat(now(entry).told()).isEqualTo(Coverage.WHOLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"EXPIRED", "SUPERSEDED", "CANCELLED", "FAILED"})
    void endWithANotificationThatIsNotToldAndWaitAgainWithIt(State state) {
        OutboxEntry entry = post(Priority.DEFAULT, REPORT, PICTURE);
        sent(entry, 1);

        world.finish(List.of(entry), state);
        assertThat(now(entry).attachments()).extracting(AttachmentEntry::state).containsExactly(state, State.SENT);

        world.outbox.retry(entry.notification().id()).join();
        assertThat(now(entry).attachments())
                .extracting(AttachmentEntry::state)
                .containsExactly(State.QUEUED, State.SENT);
    }

    @Test
    void goOnWaitingWhenTheTextMayNotHaveArrived() {
        OutboxEntry entry = post(Priority.DEFAULT, REPORT);

        world.finish(List.of(entry), State.UNKNOWN);

        assertThat(waiting()).isEqualTo(entry.attachments());
    }

    @Test
    void areOnTheirWayOnce() {
        OutboxEntry entry = post(Priority.DEFAULT, REPORT);
        world.finish(List.of(entry), State.SENT);

        assertThat(world.store.<Boolean>commit(tx -> AttachmentTable.take(tx, entry.seq(), 0)))
                .isTrue();
        assertThat(world.store.<Boolean>commit(tx -> AttachmentTable.take(tx, entry.seq(), 0)))
                .isFalse();
        assertThat(now(entry).attachments().getFirst().state()).isEqualTo(State.SENDING);
    }

    @Test
    void sayWhyTheyWaitAndWhatTheServerSaid() {
        OutboxEntry entry = post(Priority.DEFAULT, REPORT);

        world.store.commit(tx -> {
            AttachmentTable.tried(tx, entry.seq(), 0);
            AttachmentTable.stand(tx, entry.seq(), 0, WaitStatus.held(Reason.CANNOT_UPLOAD), "ret -1");
            return true;
        });

        assertThat(now(entry).attachments())
                .containsExactly(
                        new AttachmentEntry(entry.seq(), 0, REPORT, State.HELD, Reason.CANNOT_UPLOAD, "ret -1", 1));
    }

    @Test
    void expireAfterTheirTextUnlessUrgent() {
        OutboxEntry entry = post(Priority.DEFAULT, REPORT);
        OutboxEntry urgent = post(Priority.HIGH, REPORT);
        world.finish(List.of(entry, urgent), State.SENT);

        world.clock.advance(Duration.ofHours(72));
        world.keepHouse();

        assertThat(now(entry).attachments()).extracting(AttachmentEntry::state).containsExactly(State.EXPIRED);
        assertThat(now(urgent).attachments()).extracting(AttachmentEntry::state).containsExactly(State.QUEUED);
    }

    @Test
    void keepTheirNotificationAsLongAsTheyWait() {
        OutboxEntry entry = post(Priority.HIGH, REPORT);
        world.finish(List.of(entry), State.SENT);
        world.clock.advance(Duration.ofDays(8));
        world.keepHouse();
        assertThat(world.isKept(entry)).isTrue();

        sent(entry, 0);
        world.keepHouse();

        assertThat(world.isKept(entry)).isFalse();
    }

    @Test
    void goWithTheirNotificationAndTheLastNamesItsContent() {
        OutboxEntry first = post(Priority.DEFAULT, REPORT, PICTURE);
        world.finish(List.of(first), State.SENT);
        sent(first, 0);
        sent(first, 1);
        world.clock.advance(Duration.ofDays(4));
        OutboxEntry second = post(Priority.DEFAULT, REPORT, REPORT);

        world.clock.advance(Duration.ofDays(4));
        world.keepHouse();

        assertThat(world.isKept(first)).isFalse();
        assertThat(world.number("SELECT count(*) AS n FROM attachment")).isEqualTo(2);
        assertThat(unused()).containsExactly("bb");
        assertThat(world.isKept(second)).isTrue();
    }
}
