package io.ilinknotify.fallback;

import io.ilinknotify.Configured;
import io.ilinknotify.fallback.Webhook.PostOutcome;
import io.ilinknotify.ilink.RecordingServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static io.ilinknotify.TestAgent.operator;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@TestProfile(Configured.class)
class FallbackHttpTest {
    private static final FallbackPost POST = new FallbackPost(
            "01JCQ0000000000000000000AA",
            null,
            "Platte \"sda\" voll",
            "high",
            "held",
            "window-shut",
            "2026-11-02T12:00:00Z");

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // WebhookServer sets it
    RecordingServer configured;

    @Inject
    MeterRegistry metrics;

    @Test
    void anUrgentNotificationThatIsNotSentReachesTheWebhook() {
        String id = given().header("Authorization", "Bearer test-token-for-sending-0123456789")
                .header("Priority", "critical")
                .header("Title", "Disk")
                .body("sda is full")
                .post("/notify")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        String request = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> configured.requests().stream()
                                .filter(r -> r.contains(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();

        assertThat(request)
                .startsWith("POST /hooks/alerts?team=ops HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nauthorization: Bearer " + WebhookServer.TOKEN + "\r\n")
                .containsIgnoringCase("\r\ncontent-type: application/json")
                .contains("{\"id\":\"" + id
                        + "\",\"title\":\"Disk\",\"text\":\"sda is full\",\"priority\":\"critical\",");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> metrics.counter("ilink_notify_fallback", "outcome", "told")
                                .count()
                        > 0);
    }

    @Test
    void thePagePostsATestAndSaysWhatCameOfIt() {
        operator()
                .formParam("next", "/?state=open")
                .post("/status/test-second")
                .then()
                .statusCode(303);

        assertThat(configured.requests()).anyMatch(request -> request.contains("\"state\":\"test\""));
        assertThat(operator().accept("text/html").get("/").body().asString())
                .contains(
                        "action=\"/status/test-second\"",
                        "what is “high” or above and not sent at once.",
                        "<dt>Last taken</dt><dd><time");
        assertThat(operator().get("/status").jsonPath().getString("second_channel.told_at"))
                .isNotNull();
    }

    @Test
    void everyFieldIsThereAndWithoutATokenFileNoToken() throws IOException {
        try (RecordingServer server = WebhookServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0")) {
            PostOutcome outcome = webhook(server.base(), Optional.empty()).post(POST);

            assertThat(outcome).isEqualTo(new PostOutcome.Told());
            String request = server.requests().getFirst();
            assertThat(request).doesNotContainIgnoringCase("authorization");
            assertThat(request.substring(request.indexOf("\r\n\r\n") + 4)).isEqualTo("""
                    {"id":"01JCQ0000000000000000000AA","title":null,"text":"Platte \\"sda\\" voll","priority":"high",\
                    "state":"held","reason":"window-shut","created_at":"2026-11-02T12:00:00Z"}""");
        }
    }

    @Test
    void aRedirectIsARefusalAndNobodyFollowsIt() throws IOException {
        try (RecordingServer other = WebhookServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0");
                RecordingServer server = WebhookServer.answering(
                        "HTTP/1.1 307 X\r\nLocation: " + other.base() + "/\r\nContent-Length: 0")) {
            PostOutcome outcome = webhook(server.base(), Optional.empty()).post(POST);

            assertThat(outcome).isEqualTo(new PostOutcome.Refused(307));
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aWebhookThatDoesNotAnswerIsLeftAlone() throws IOException {
        try (RecordingServer server = RecordingServer.playing(socket -> {
            while (socket.getInputStream().read() >= 0) {
                // Says nothing until the client closes.
            }
        })) {
            PostOutcome outcome = new Webhook(server.base(), Optional.empty(), Duration.ofMillis(300)).post(POST);

            assertThat(outcome).isInstanceOf(PostOutcome.NoAnswer.class);
        }
    }

    /** It may have been told: it is posted again later, and no socket is left behind. */
    @Test
    void anAnswerThatNeverEndsIsNoneAndIsCutOff() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        try (RecordingServer server = RecordingServer.playing(socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx".getBytes(US_ASCII));
            try {
                while (socket.getInputStream().read() >= 0) {
                    // Until the client closes.
                }
            } finally {
                closed.complete(null);
            }
        })) {
            assertThat(new Webhook(server.base(), Optional.empty(), Duration.ofMillis(500)).post(POST))
                    .isInstanceOf(PostOutcome.NoAnswer.class);
            closed.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aWebhookThatIsNotThereIsNamedWithoutItsAddress() throws IOException {
        RecordingServer server = WebhookServer.answering("HTTP/1.1 200 OK");
        URI gone = server.base().resolve("/secret-path");
        server.close();

        PostOutcome outcome = webhook(gone, Optional.empty()).post(POST);

        assertThat(outcome).isInstanceOf(PostOutcome.NoAnswer.class);
        assertThat(outcome.failure()).startsWith("not answered: ").doesNotContain("secret", "localhost");
    }

    @Test
    void theTokenFileIsReadForEveryPost() throws IOException {
        Path token = directory.resolve("token");
        try (RecordingServer server = WebhookServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0")) {
            Webhook webhook = webhook(server.base(), Optional.of(token));

            assertThat(webhook.post(POST))
                    .isEqualTo(new PostOutcome.NoToken("notify.fallback.token-file cannot be read"));
            Files.writeString(token, " \n");
            assertThat(webhook.post(POST))
                    .isEqualTo(new PostOutcome.NoToken("notify.fallback.token-file holds no token"));
            Files.writeString(token, "first\n");
            assertThat(webhook.post(POST)).isEqualTo(new PostOutcome.Told());
            Files.writeString(token, "second\n");
            assertThat(webhook.post(POST)).isEqualTo(new PostOutcome.Told());

            assertThat(server.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request).containsIgnoringCase("\r\nconnection: close\r\n"));
            assertThat(server.requests().getFirst()).containsIgnoringCase("\r\nauthorization: Bearer first\r\n");
            assertThat(server.requests().getLast()).containsIgnoringCase("\r\nauthorization: Bearer second\r\n");
        }
    }

    private static Webhook webhook(URI url, Optional<Path> tokenFile) {
        return new Webhook(url, tokenFile, Webhook.TIMEOUT);
    }
}
