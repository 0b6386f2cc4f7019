package io.ilinknotify.media;

import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class MediaFilesTest {
    @TempDir
    Path directory;

    private MediaWorld media;

    @BeforeEach
    void open() {
        media = new MediaWorld(directory, 100, 1000);
    }

    @AfterEach
    void close() {
        media.close();
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static NotificationDraft draft(Priority priority, List<Attachment> files) {
        return new NotificationDraft(
                        "ci",
                        "notify",
                        null,
                        "full",
                        priority,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        Phase.NONE,
                        false,
                        List.of())
                .with(files);
    }

    private OutboxEntry post(Priority priority, String... contents) {
        try (Upload upload = media.media.newUpload()) {
            for (String content : contents) {
                upload.add("file", "a.txt", content(content));
            }
            return media.world
                    .outbox
                    .accept(draft(priority, upload.keep(priority)), null)
                    .join()
                    .recorded()
                    .orElseThrow();
        }
    }

    private static Problem refusal(Runnable adding) {
        return catchThrowableOfType(ProblemException.class, adding::run).problem();
    }

    @Test
    void aContentLiesUnderItsSha256ReadableByItsOwnerOnly() throws IOException {
        Attachment file = post(Priority.DEFAULT, "hello")
                .notification()
                .content()
                .attachments()
                .getFirst();

        assertThat(file)
                .isEqualTo(new Attachment(
                        "a.txt", "text/plain", 5, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
        assertThat(media.files()).containsExactly(file.sha256());
        Path path = media.media.path(file.sha256());
        assertThat(path).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void oneContentIsStoredOnceAndGoesWithItsLastNotification() {
        OutboxEntry first = post(Priority.DEFAULT, "hello", "hello");
        media.world.finish(List.of(first), State.CANCELLED);
        media.world.clock.advance(Duration.ofDays(4));
        OutboxEntry second = post(Priority.DEFAULT, "hello");
        assertThat(media.files()).hasSize(1);

        forget();
        assertThat(media.world.outbox.find(first.notification().id())).isEmpty();
        assertThat(media.files()).hasSize(1);

        media.world.finish(List.of(second), State.CANCELLED);
        forget();
        forget();
        assertThat(media.files()).isEmpty();
    }

    private void forget() {
        media.world.clock.advance(Duration.ofDays(4));
        media.world.keepHouse();
        media.media.forgetUnused();
    }

    @Test
    void whatBecomesNoNotificationLeavesNothing() {
        try (Upload upload = media.media.newUpload()) {
            upload.add("file", "a.txt", content("hello"));
            upload.keep(Priority.DEFAULT);
            upload.newFile();
            assertThat(media.files()).isNotEmpty();
        }

        assertThat(media.files()).isEmpty();
    }

    @Test
    void aContentThatIsBeingKeptIsNotForgottenMeanwhile() {
        OutboxEntry first = post(Priority.DEFAULT, "hello");
        media.world.finish(List.of(first), State.CANCELLED);

        try (Upload again = media.media.newUpload()) {
            again.add("file", "b.txt", content("hello"));
            List<Attachment> kept = again.keep(Priority.DEFAULT);
            forget();
            forget();
            media.world.outbox.accept(draft(Priority.DEFAULT, kept), null).join();
        }

        assertThat(media.files()).hasSize(1);
    }

    @Test
    void manyThatKeepAndForgetTheSameContentAtOnceNeverLoseIt() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 25; n++) {
                    try (Upload dropped = media.media.newUpload()) {
                        dropped.add("file", "b.txt", content("hello"));
                        dropped.keep(Priority.DEFAULT);
                    }
                    Attachment kept = post(Priority.DEFAULT, "hello")
                            .notification()
                            .content()
                            .attachments()
                            .getFirst();
                    assertThat(media.media.path(kept.sha256())).exists();
                }
            }));
        }
        all.forEach(CompletableFuture::join);

        assertThat(media.files()).hasSize(1);
    }

    @Test
    void theNextStartDeletesWhatIsHalfDoneOrBelongsToNobody() throws IOException {
        OutboxEntry entry = post(Priority.DEFAULT, "hello");
        Path folder = directory.resolve("media");
        Files.writeString(folder.resolve("0".repeat(64)), "orphan");
        Files.writeString(folder.resolve("incoming/half"), "half");
        Files.writeString(folder.resolve("notes"), "not ours");
        media.close();

        media = new MediaWorld(directory, 100, 1000);

        String kept = entry.notification().content().attachments().getFirst().sha256();
        assertThat(media.files()).containsExactly(kept, "notes");
    }

    @Test
    void aFileThatIsTooLargeOrEmptyOrOneTooManyIsRefusedByItsField() {
        try (Upload upload = media.media.newUpload()) {
            Problem large = refusal(() -> upload.add("report", "a", content("x".repeat(101))));
            assertThat(large.status()).isEqualTo(413);
            assertThat(large.extra()).containsEntry("field", "report").containsEntry("limit", 100L);

            Problem empty = refusal(() -> upload.add("report", "a", content("")));
            assertThat(empty.status()).isEqualTo(422);
            assertThat(empty.detail()).isEqualTo("The file of 'report' is empty.");

            for (int i = 0; i < 4; i++) {
                upload.add("report", "a", content("x".repeat(100)));
            }
            Problem fifth = refusal(() -> upload.add("report", "a", content("x")));
            assertThat(fifth.status()).isEqualTo(422);
            assertThat(fifth.detail()).isEqualTo("At most 4 files go with a notification.");
        }
        assertThat(media.files()).isEmpty();
    }

    @Test
    void theLastFifthIsForWhatIsUrgent() {
        String[] hundreds = new String[8];
        for (int i = 0; i < 8; i++) {
            hundreds[i] = Integer.toString(i).repeat(100);
            post(Priority.DEFAULT, hundreds[i]);
        }
        assertThatCode(() -> post(Priority.LOW, hundreds[0])).doesNotThrowAnyException();

        Problem full = refusal(() -> post(Priority.DEFAULT, "more"));
        assertThat(full.status()).isEqualTo(503);
        assertThat(full.detail())
                .isEqualTo("The files on the volume fill notify.media.max-total (the last fifth is for high and"
                        + " critical). Please repeat the request later.");
        post(Priority.HIGH, "a".repeat(100));
        post(Priority.CRITICAL, "b".repeat(100));
        assertThat(refusal(() -> post(Priority.CRITICAL, "more")).status()).isEqualTo(503);
        assertThat(media.files()).hasSize(10);
    }

    @Test
    void theSizeOfAllIsKnownAfterARestart() {
        for (int i = 0; i < 8; i++) {
            post(Priority.DEFAULT, Integer.toString(i).repeat(100));
        }
        media.close();

        media = new MediaWorld(directory, 100, 1000);

        assertThat(refusal(() -> post(Priority.DEFAULT, "more")).status()).isEqualTo(503);
    }

    @Test
    void picturesMayAsWellBeLeftOut() {
        try (Upload upload = media.media.newUpload()) {
            upload.addPicture("CPU", "iVBORw0KGgo=");
            upload.addPicture("CPU", "bm8gcGljdHVyZQ==");
            upload.addPicture("CPU", "!");
            upload.addPicture("CPU", "QUJD".repeat(1000));

            assertThat(upload.names()).containsExactly("CPU.png");
        }
    }
}
