package io.ilinknotify.intake;

import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** Files by every way in, over HTTP. */
@QuarkusTest
class FilesHttpTest extends FakedIntake {
    private static final byte[] PNG =
            Arrays.copyOf(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, 200_000);
    private static final String TOKEN = "test-token-for-sending-0123456789";

    @ConfigProperty(name = "notify.state-dir")
    Path volume;

    private NotificationDraft accepted() {
        return outbox.drafts.getLast();
    }

    private List<String> names() {
        return accepted().attachments().stream().map(Attachment::name).toList();
    }

    private static RequestSpecification form() {
        return client().multiPart("file", "panel.png", PNG, "text/html");
    }

    @Test
    void aFormWithALargeFile() throws IOException {
        Response answer = form().multiPart("text", "hi").post("/notify");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(accepted().text()).isEqualTo("hi");
        assertThat(accepted().attachments())
                .extracting(Attachment::name, Attachment::type, Attachment::size)
                .containsExactly(tuple("panel.png", "image/png", 200_000L));
        await().until(() -> incoming() == 0);
    }

    @Test
    void whoWaitsForThePhoneKeepsNoRoom() throws Exception {
        CompletableFuture<Optional<OutboxEntry>> end = new CompletableFuture<>();
        outbox.end = end;
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> waiting = sender.submit(() ->
                    form().multiPart("text", "hi").post("/notify?wait=60s").statusCode());
            assertThat(outbox.waited.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

            await().until(() -> incoming() == 0); // a file is removed aside
            assertThat(waiting.isDone()).isFalse();

            end.complete(Optional.of(Entries.entry(1, "test", State.SENT)));
            assertThat(waiting.get()).isEqualTo(200);
        }
    }

    private long incoming() throws IOException {
        try (Stream<Path> files = Files.list(volume.resolve("media/incoming"))) {
            return files.count();
        }
    }

    @Test
    void curlsUpload() {
        client().body(PNG).put("/notify/build report+1.png");
        assertThat(names()).containsExactly("build report+1.png");

        client().body("disk full").put("/notify");
        assertThat(accepted().text()).isEqualTo("disk full");
        assertThat(names()).isEmpty();

        client().header("Filename", "a.log")
                .header("Message", "It broke")
                .body("log")
                .put("/notify");
        assertThat(accepted().text()).isEqualTo("It broke");
        assertThat(names()).containsExactly("a.log");
    }

    @Test
    void ntfysUploadAndLink() {
        client().header("Filename", "flower.png")
                .header("Message", "Look")
                .body(PNG)
                .put("/ntfy/garden");
        assertThat(accepted().text()).isEqualTo("Look");
        assertThat(names()).containsExactly("flower.png");

        client().body(PNG).put("/ntfy/garden");
        assertThat(accepted().text()).isEqualTo("file.png");

        client().header("Attach", "https://example.org/a.jpg")
                .header("Filename", "a.jpg")
                .body("Look")
                .put("/ntfy/garden");
        assertThat(accepted().text()).isEqualTo("Look\nhttps://example.org/a.jpg");
        assertThat(names()).isEmpty();
    }

    @Test
    void apprisesFormAndJson() {
        form().multiPart("body", "Look").post("/notify/apprise");
        assertThat(accepted().text()).isEqualTo("Look");
        assertThat(names()).containsExactly("panel.png");

        client().contentType("application/json")
                .body(
                        "{\"body\":\"Look\",\"attachments\":[{\"filename\":\"a.png\",\"mimetype\":\"image/png\",\"base64\":\""
                                + Base64.getEncoder().encodeToString(PNG) + "\"}]}")
                .post("/notify/apprise");
        assertThat(names()).containsExactly("a.png");
        assertThat(accepted().attachments().getFirst().size()).isEqualTo(PNG.length);
    }

    @Test
    void pushoversFormAndBase64() {
        given().multiPart("attachment", "a.png", PNG, "image/png")
                .multiPart("message", "Look")
                .post("/1/messages.json?token=" + TOKEN);
        assertThat(names()).containsExactly("a.png");

        given().formParam("token", TOKEN)
                .formParam("message", "Look")
                .formParam("attachment_base64", Base64.getEncoder().encodeToString(Arrays.copyOf(PNG, 100)))
                .post("/1/messages.json");
        assertThat(accepted().text()).isEqualTo("Look");
        assertThat(names()).containsExactly("file.png");
    }

    @Test
    void grafanasPicture() {
        String picture = Base64.getEncoder().encodeToString(Arrays.copyOf(PNG, 100));
        client().contentType("application/json")
                .body(
                        "{\"receiver\":\"r\",\"status\":\"firing\",\"groupKey\":\"k\",\"alerts\":[{\"status\":\"firing\",\"labels\":"
                                + "{\"alertname\":\"CPU\"},\"annotations\":{},\"embeddedImage\":\"data:image/png;base64,"
                                + picture
                                + "\"},{\"status\":\"firing\",\"labels\":{\"alertname\":\"B\"},\"embeddedImage\":\"x\"}]}")
                .post("/webhook/grafana");

        assertThat(names()).containsExactly("CPU.png");
        assertThat(accepted().text()).doesNotContain(picture);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        byte[] large = new byte[(10 << 20) + 1];
        large[0] = 1;
        Response answer = client().multiPart("text", "hi")
                .multiPart("report", "a.bin", large)
                .post("/notify");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.jsonPath().getString("field")).isEqualTo("report");

        Response two = client().multiPart("text", "hi")
                .multiPart("report", "a.bin", new byte[0])
                .post("/notify");
        assertThat(two.statusCode()).isEqualTo(422);
        assertThat(two.jsonPath().getString("field")).isEqualTo("report");
    }
}
