package io.ilinknotify.status;

import io.ilinknotify.Configured;
import io.ilinknotify.intake.Entries;
import io.ilinknotify.intake.FakedIntake;
import io.ilinknotify.media.MediaFiles;
import io.ilinknotify.media.Upload;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.outbox.MessageLinks;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The files of a notification below its page, and in its record. */
@QuarkusTest
@TestProfile(Configured.class)
class MessageFilesTest extends FakedIntake {
    private static final String PNG = "\u0089PNG\r\n\u001A\n0000";
    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";

    @Inject
    MediaFiles media;

    @Inject
    MessageLinks links;

    private Upload upload;
    private String link;

    @BeforeEach
    void put() {
        upload = media.newUpload();
        add("磁盘 \"1\".png", PNG);
        add("page.svg", SVG);
        List<Attachment> files = upload.keep(Priority.DEFAULT);
        OutboxEntry entry = Entries.entry(1, Entries.draft("test", "full").with(files), State.SENT, null);
        outbox.put(new OutboxEntry(
                entry.seq(),
                entry.notification(),
                entry.state(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(
                        new AttachmentEntry(1, 0, files.get(0), State.SENT, null, null, 0),
                        new AttachmentEntry(1, 1, files.get(1), State.HELD, Reason.CANNOT_UPLOAD, "ret -1", 3))));
        link = links.linkTo(Entries.id(1)).orElseThrow().getPath();
    }

    private void add(String name, String content) {
        upload.add("file", name, new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @AfterEach
    void forget() {
        upload.close();
    }

    @Test
    void thePageShowsPicturesAndLinksTheRest() {
        String page = given().get(link).body().asString();

        assertThat(page)
                .contains("<img class=\"shown\" src=\"" + link + "/0\" alt=\"磁盘 &quot;1&quot;.png\">")
                .contains("<a href=\"" + link
                        + "/1\" download=\"page.svg\">📎 <bdi>page.svg</bdi></a> <span class=\"hint\">59 B</span>")
                .doesNotContain("src=\"" + link + "/1\"");
    }

    @Test
    void aPictureIsShownAsNothingElse() {
        Response picture = given().get(link + "/0");

        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.contentType()).isEqualTo("image/png");
        assertThat(picture.asByteArray()).isEqualTo(PNG.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(picture.getHeader("Content-Disposition"))
                .isEqualTo("inline; filename*=UTF-8''%E7%A3%81%E7%9B%98%20%221%22.png");
        assertGuarded(picture);
    }

    @Test
    void anythingElseIsSavedAndNeverRuns() {
        Response drawing = given().get(link + "/1");

        assertThat(drawing.contentType()).isEqualTo("application/octet-stream");
        assertThat(drawing.getHeader("Content-Disposition")).isEqualTo("attachment; filename*=UTF-8''page.svg");
        assertThat(drawing.getHeader("Content-Length")).isEqualTo("59");
        assertGuarded(drawing);
    }

    private static void assertGuarded(Response file) {
        assertThat(file.getHeaders().getValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(file.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(file.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void whoHasNoLinkSeesNoFile() {
        assertThat(given().get(link + "/2").statusCode()).isEqualTo(404);
        assertThat(given().get(link + "x/0").statusCode()).isEqualTo(404);
        assertThat(given().get("/m/" + Entries.id(1) + "-x/0").statusCode()).isEqualTo(404);
    }

    @Test
    void theRecordTellsHowEachStands() {
        assertThat(client().get("/notifications/" + Entries.id(1)).body().asString())
                .contains(
                        "\"attachments\":[{\"name\":\"磁盘 \\\"1\\\".png\",\"type\":\"image/png\",\"size\":12,\"state\":\"sent\"},"
                                + "{\"name\":\"page.svg\",\"type\":\"text/plain\",\"size\":59,\"state\":\"held\","
                                + "\"reason\":\"cannot-upload\",\"detail\":\"ret -1\"}]");
    }
}
