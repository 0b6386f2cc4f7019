package io.ilinknotify.intake;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(WebhookSettingsHttpTest.Settings.class)
class WebhookSettingsHttpTest {
    private static final String SIGNATURE = "99da718745e068940da5a11a17187cb45656f78cd34132618eebc3ab7f7860e1";

    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path templates = Files.createTempDirectory("templates");
                Files.writeString(templates.resolve("build.txt"), "Title: {name}\n\n{state}");
                return Map.of(
                        "notify.webhook.grafana.hmac-secret", "secret",
                        "notify.webhook.off", "slack,gotify",
                        "notify.webhook.severity.moon", "high",
                        "notify.dedup-window", "0s",
                        "notify.templates-dir", templates.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aValidSignatureStandsForAToken() {
        String body = "{\"status\":\"firing\"}";

        assertThat(given().header("X-Grafana-Alerting-Signature", SIGNATURE)
                        .body(body)
                        .post("/webhook/grafana")
                        .statusCode())
                .isEqualTo(202);
        assertThat(given().header("X-Grafana-Alerting-Signature", SIGNATURE)
                        .body(body)
                        .put("/webhook/grafana")
                        .statusCode())
                .isEqualTo(202);
        assertThat(given().header("X-Grafana-Alerting-Signature", SIGNATURE)
                        .body(body + " ")
                        .post("/webhook/grafana")
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().body(body).post("/webhook/grafana").statusCode()).isEqualTo(401);
        assertThat(given().header("X-Grafana-Alerting-Signature", SIGNATURE)
                        .body(body)
                        .post("/webhook/alertmanager")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatIsSwitchedOffIsNotThere() {
        assertThat(client().body("{\"text\":\"x\"}").post("/webhook/slack").statusCode())
                .isEqualTo(404);
        assertThat(client().body("{\"message\":\"x\"}").post("/gotify/message").statusCode())
                .isEqualTo(404);
        assertThat(client().body("x").post("/ntfy/topic").statusCode()).isEqualTo(200);
    }

    @Test
    void anOwnTemplateTellsItsWebhook() {
        String href = client().body("{\"name\":\"shop\",\"state\":\"failed\"}")
                .post("/webhook/build")
                .jsonPath()
                .getString("href");
        Response record = client().get(href);

        assertThat(record.jsonPath().getString("title")).isEqualTo("shop");
        assertThat(record.jsonPath().getString("text")).isEqualTo("failed");
    }

    @Test
    void theOperatorSeesWhatATemplateMakes() {
        Response made = given().header("Authorization", "Bearer test-token-of-the-operator-0123456789")
                .body("{\"name\":\"shop\",\"state\":\"failed\"}")
                .post("/templates/build/preview");

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body().asString())
                .isEqualTo("{\"title\":\"shop\",\"text\":\"failed\",\"priority\":\"default\"}");
        assertThat(client().body("{}").post("/templates/build/preview").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aRepeatOfTheSenderSaysThatItIsOne() {
        String group = """
                {"version":"4","status":"firing","groupKey":"repeats %1$s","groupLabels":{"alertname":"Down"},
                 "alerts":[{"status":"firing","fingerprint":"f","startsAt":"%2$s",
                   "labels":{"alertname":"Down","severity":"moon"},"annotations":{"summary":"no moon"}}]}""";
        Instant start = Instant.now().minus(Duration.ofHours(8).plusSeconds(5));

        for (String path : List.of("/webhook/alertmanager", "/webhook/grafana", "/notify")) {
            String body = group.formatted(path, start);
            List<String> told = IntStream.range(0, 3)
                    .mapToObj(i ->
                            client().contentType("application/json").body(body).post(path))
                    .map(answer -> client().get(answer.jsonPath().getString("href")))
                    .map(record -> record.jsonPath()
                            .getString("text")
                            .lines()
                            .findFirst()
                            .orElse(""))
                    .toList();

            assertThat(told).as(path).containsExactly("🟠 no moon", "仍未恢复，第 2 次提醒，已持续 8小时", "仍未恢复，第 3 次提醒，已持续 8小时");
        }
    }

    private static io.restassured.specification.RequestSpecification client() {
        return given().header("Authorization", "Bearer test-token-for-sending-0123456789");
    }
}
