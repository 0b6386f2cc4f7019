package io.ilinknotify.intake;

import io.ilinknotify.http.Body;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.media.MediaWorld;
import io.ilinknotify.media.Upload;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Files that come with a notification, or are one. */
class FilesTest {
    private static final String PNG = "\u0089PNG\r\n\u001A\n0000";
    private static final String MULTIPART = "multipart/form-data; boundary=b";

    private record Read(NotificationDraft draft, List<Attachment> files) {}

    private static Read read(@Nullable String type, String body, @Nullable String name, String... headers) {
        Map<String, List<String>> given = headers.length == 0 ? Map.of() : Map.of(headers[0], List.of(headers[1]));
        try (Upload upload = MediaWorld.upload()) {
            NotifyRequest request = new NotifyRequest(
                    ContentType.parse(type), Body.of(body.getBytes(StandardCharsets.ISO_8859_1)), given, name);
            NotificationDraft draft =
                    Requests.READER.read(request, "ci", upload).draft();
            return new Read(draft, upload.keep(Priority.DEFAULT));
        }
    }

    private static String part(String disposition, String content) {
        return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: text/html\r\n\r\n" + content
                + "\r\n";
    }

    private static Problem refusal(@Nullable String type, String body) {
        return catchThrowableOfType(ProblemException.class, () -> read(type, body, null))
                .problem();
    }

    @Test
    void partsWithAFileNameAreFiles() {
        Read read = read(
                MULTIPART,
                part("name=\"text\"", "hi")
                        + part("name=\"a\"; filename=\"../../etc/panel.png\"", PNG)
                        + part("name=\"text\"; filename=\"page.html\"", "<html>")
                        + "--b--\r\n",
                null);

        assertThat(read.draft().text()).isEqualTo("hi");
        assertThat(read.files())
                .extracting(Attachment::name, Attachment::type, Attachment::size)
                .containsExactly(tuple("panel.png", "image/png", 12L), tuple("page.html", "text/plain", 6L));
    }

    @Test
    void withoutATextTheirNamesAreTheText() {
        Read read = read(
                MULTIPART,
                part("name=\"a\"; filename=\"a.log\"", "x") + part("name=\"b\"; filename=\"b.log\"", "y") + "--b--\r\n",
                null,
                "Priority",
                "5");

        assertThat(read.draft().text()).isEqualTo("a.log, b.log");
        assertThat(read.draft().priority()).isEqualTo(Priority.CRITICAL);
    }

    @Test
    void fiveOrAnEmptyOneAreRefusedByTheirField() {
        StringBuilder five = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            five.append(part("name=\"file" + i + "\"; filename=\"a\"", "x"));
        }
        Problem tooMany = refusal(MULTIPART, five + "--b--\r\n");
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.extra()).containsEntry("field", "file4");

        Problem empty = refusal(MULTIPART, part("name=\"log\"; filename=\"a.log\"", "") + "--b--\r\n");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.extra()).containsEntry("field", "log");
        assertThat(empty.detail()).isEqualTo("The file of 'log' is empty.");
    }

    @Test
    void fieldsBesideFilesAreBounded() {
        Problem problem = refusal(MULTIPART, part("name=\"unknown\"", "x".repeat((1 << 20) + 1)) + "--b--\r\n");

        assertThat(problem.status()).isEqualTo(413);
        assertThat(problem.extra()).containsEntry("limit", 1 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image/png", "application/pdf", "application/x-www-form-urlencoded", "text/plain"})
    void aBodyThatIsNoTextIsAFile(String type) {
        Read read = read(type, PNG, null);

        assertThat(read.draft().text()).isEqualTo("file.png");
        assertThat(read.files()).extracting(Attachment::type).containsExactly("image/png");
    }

    @Test
    void aBodyWithANameIsAFileWhateverItHolds() {
        Read read = read("text/plain", "disk full", "build.log", "Message", "It broke");

        assertThat(read.draft().text()).isEqualTo("It broke");
        assertThat(read.files())
                .extracting(Attachment::name, Attachment::type)
                .containsExactly(tuple("build.log", "text/plain"));
    }

    @Test
    void aTextOfAnUnknownTypeIsRefusedAsBefore() {
        assertThat(refusal("application/yaml", "a: 1").status()).isEqualTo(415);
    }
}
