package io.ilinknotify.webhook;

import io.ilinknotify.Configured;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(Configured.class)
class WebhookSettingsHttpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/webhook/slack", "/webhook/wecom", "/gotify/message", "/ntfy/topic", "/ntfy", "/", "/notify/key"
            })
    void whatIsSwitchedOffIsNotThere(String path) {
        assertThat(client().body("{\"text\":\"x\",\"message\":\"x\"}")
                        .post(path)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFormThatCarriesItsPayloadIsReadAsIt() {
        String href = client().contentType("application/x-www-form-urlencoded")
                .body("payload=%7B%22name%22%3A%22shop%22%2C%22state%22%3A%22100%25%22%7D")
                .post("/webhook/build")
                .jsonPath()
                .getString("href");
        String plain = client().contentType("application/x-www-form-urlencoded")
                .body("disk=full & hot")
                .post("/webhook/other")
                .jsonPath()
                .getString("href");

        assertThat(client().get(href).jsonPath().getString("text")).isEqualTo("100%");
        assertThat(client().get(plain).jsonPath().getString("text")).isEqualTo("disk=full & hot");
    }

    @Test
    void aCopyOfABuiltInTextSaysTheSame() {
        String group = """
                {"version":"4","status":"firing","receiver":"a \\"quoted\\" one","groupKey":"%s","groupLabels":{},
                 "alerts":[{"status":"firing","fingerprint":"f","startsAt":"2026-11-22T10:10:00Z","labels":{"a":"b"}},
                 {"status":"resolved","fingerprint":"g","startsAt":"2026-11-22T10:10:00Z","labels":{"a":"c"}}]}""";

        String builtIn = client().body(group.formatted("built in"))
                .post("/webhook/alertmanager")
                .jsonPath()
                .getString("href");
        String copy = client().body(group.formatted("copy"))
                .post("/webhook/alertmanager?template=copy")
                .jsonPath()
                .getString("href");

        Response told = client().get(copy);
        assertThat(told.jsonPath().getList("tags")).isEmpty();
        assertThat(told.jsonPath().getString("text"))
                .isEqualTo(client().get(builtIn).jsonPath().getString("text"));
        assertThat(told.jsonPath().getString("title")).isEqualTo("FIRING 1, RESOLVED 1: a \"quoted\" one");
        Response preview = given().header("Authorization", "Bearer test-token-of-the-operator-0123456789")
                .body(group.formatted("preview"))
                .post("/templates/copy/preview");
        assertThat(preview.jsonPath().getString("text"))
                .isEqualTo(told.jsonPath().getString("text"));
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
    void theOperatorIsToldWhichTemplatesThereAre() {
        Response made = given().header("Authorization", "Bearer test-token-of-the-operator-0123456789")
                .body("{}")
                .post("/templates/built/preview");

        assertThat(made.statusCode()).isEqualTo(404);
        assertThat(made.jsonPath().getString("detail"))
                .isEqualTo("There is no template named 'built'. Those of notify.templates-dir, read when the agent"
                        + " started, are: build, copy.");
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

            assertThat(told)
                    .as(path)
                    .containsExactly("🟠 no moon", "still firing, 2nd time, for 8h", "still firing, 3rd time, for 8h");
        }
    }

    private static io.restassured.specification.RequestSpecification client() {
        return given().header("Authorization", "Bearer test-token-for-sending-0123456789");
    }
}
