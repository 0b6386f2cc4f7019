package io.ilinknotify.webhook;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class WebhookHttpTest {
    /** Of a body by the secret of the tests. */
    private static final String SIGNATURE = "99da718745e068940da5a11a17187cb45656f78cd34132618eebc3ab7f7860e1";

    private static final String TOKEN = "test-token-for-sending-0123456789";
    private static final String GROUP = """
            {"version":"4","status":"firing","groupKey":"%1$s","groupLabels":{"alertname":"Down"},
             "alerts":[{"status":"firing","fingerprint":"f","startsAt":"2026-11-22T10:10:00Z",
               "labels":{"alertname":"Down","severity":"critical"},"annotations":{"summary":"db1 is down"}}]}""";

    @Test
    void alertmanagerIsStoredOnceHoweverOftenItRetries() {
        Response first = client().body(GROUP.formatted("retries")).post("/webhook/alertmanager");
        Response second = client().body(GROUP.formatted("retries")).post("/webhook/alertmanager");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.jsonPath().getBoolean("duplicate")).isFalse();
        assertThat(second.jsonPath().getBoolean("duplicate")).isTrue();
        assertThat(second.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
        Response record = client().get(first.jsonPath().getString("href"));
        assertThat(record.jsonPath().getString("title")).isEqualTo("告警 1 条：Down");
        assertThat(record.jsonPath().getString("priority")).isEqualTo("critical");
        assertThat(record.jsonPath().getString("thread")).isEqualTo("retries");
        assertThat(record.jsonPath().getString("source")).isEqualTo("alertmanager");
    }

    @Test
    void itsPayloadIsTheSameAtNotify() {
        String href = client().contentType("application/json")
                .body(GROUP.formatted("at notify"))
                .post("/notify")
                .jsonPath()
                .getString("href");

        assertThat(client().get(href).jsonPath().getString("title")).isEqualTo("告警 1 条：Down");
        assertThat(client().get(href).jsonPath().getString("source")).isEqualTo("alertmanager");
    }

    @Test
    void anyJsonThatSaysSomethingIsToldAtNotify() {
        for (String body :
                new String[] {"{\"rule\":\"Disk\",\"output\":\"full\"}", "[{\"rule\":\"Disk\",\"output\":\"full\"}]"}) {
            String href = client().contentType("application/json")
                    .body(body)
                    .post("/notify")
                    .jsonPath()
                    .getString("href");

            assertThat(client().get(href).jsonPath().getString("title")).isEqualTo("Disk");
            assertThat(client().get(href).jsonPath().getString("text")).isEqualTo("full");
        }
        assertThat(client().contentType("application/json")
                        .body("{\"priority\":\"high\"}")
                        .post("/notify")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theEndThatNobodyWantsToHearIsNotStored() {
        String ended = GROUP.formatted("ended").replace("firing", "resolved");

        assertThat(client().body(ended)
                        .post("/webhook/alertmanager?resolved=false")
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"some\":\"thing\"}", "[1,2]", "{not json", "plain words", "\"text\"", "\uFEFF{\"a\":1}"})
    void whatIsNotUnderstoodIsToldAllTheSame(String body) {
        for (String path : new String[] {"/webhook/alertmanager", "/webhook/grafana", "/webhook/anything-else"}) {
            assertThat(client().header("Content-Type", "no/type; at all; =")
                            .body(body.getBytes(StandardCharsets.UTF_8))
                            .post(path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(202);
        }
    }

    @Test
    void onlyNothingIsRefused() {
        assertThat(client().body(" ").post("/webhook/alertmanager").statusCode())
                .isEqualTo(400);
        assertThat(client().post("/webhook/other").statusCode()).isEqualTo(400);
    }

    @Test
    void tenClicksOnGrafanasTestAreOneNotification() {
        String test = """
                {"receiver":"clicks","status":"firing","version":"1","orgId":1,"appVersion":"13.2.1",
                 "groupKey":"webhook-57c6d9296de2ad39-%1$d","groupLabels":{"alertname":"TestAlert","instance":"Grafana"},
                 "commonLabels":{"alertname":"TestAlert","instance":"Grafana"},"title":"[FIRING:1] TestAlert Grafana",
                 "alerts":[{"status":"firing","fingerprint":"57c6d9296de2ad39","startsAt":"2026-11-22T10:00:%1$d.5Z",
                   "labels":{"alertname":"TestAlert","instance":"Grafana"},"values":null,
                   "annotations":{"summary":"Notification test"}}],"state":"alerting","message":"**Firing**"}""";

        List<String> ids = IntStream.range(10, 20)
                .mapToObj(second -> client().body(test.formatted(second)).post("/webhook/grafana"))
                .map(answer -> answer.jsonPath().getString("id"))
                .toList();

        assertThat(ids).doesNotContainNull().containsOnly(ids.getFirst());
        assertThat(client().get("/notifications/" + ids.getFirst()).jsonPath().getString("title"))
                .isEqualTo("告警 1 条：TestAlert instance=Grafana");
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
    void slackAnswersOk() {
        for (String body : new String[] {"{\"text\":\"hello\"}", "payload=%7B%22text%22%3A%22hello%22%7D"}) {
            Response answer = given().header(
                            "Content-Type",
                            body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded")
                    .body(body)
                    .post("/webhook/slack?token=" + TOKEN);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.contentType()).startsWith("text/plain");
            assertThat(answer.body().asString()).isEqualTo("ok");
        }
    }

    @Test
    void wecomAnswersLikeWecom() {
        Response answer = given().contentType("application/json")
                .body("{\"msgtype\":\"text\",\"text\":{\"content\":\"你好\"}}")
                .post("/webhook/wecom?key=" + TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().asString()).isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    @Test
    void gotifyAnswersWithItsMessage() {
        Response answer = given().header("X-Gotify-Key", TOKEN)
                .contentType("application/json")
                .body("{\"title\":\"构建\",\"message\":\"failed\",\"priority\":8}")
                .post("/gotify/message");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getLong("id")).isPositive();
        assertThat(answer.jsonPath().getString("message")).isEqualTo("failed");
        assertThat(answer.jsonPath().getInt("priority")).isEqualTo(8);
        assertThat(given().body("message=x")
                        .contentType("application/x-www-form-urlencoded")
                        .post("/gotify/message?token=" + TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ntfyTakesTextAndJson() {
        Response text = client().header("Title", "=?UTF-8?B?5L2g5aW9?=")
                .header("X-Priority", "urgent")
                .body("disk full")
                .put("/ntfy/alerts");
        Response json = client().body("{\"topic\":\"alerts\",\"message\":\"m\",\"tags\":[\"warning\"],\"priority\":4}")
                .post("/ntfy");
        Response root = client().body("{\"topic\":\"alerts\",\"title\":\"t\",\"message\":\"m\"}")
                .post("/");

        for (Response answer : new Response[] {text, json, root}) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.jsonPath().getString("event")).isEqualTo("message");
            assertThat(answer.jsonPath().getString("topic")).isEqualTo("alerts");
        }
        Response record = client().get("/notifications/" + text.jsonPath().getString("id"));
        assertThat(record.jsonPath().getString("title")).isEqualTo("你好");
        assertThat(record.jsonPath().getString("priority")).isEqualTo("critical");
    }

    @Test
    void appriseIsAnsweredExactly200() {
        assertThat(client().contentType("application/json")
                        .body("{\"title\":\"t\",\"body\":\"b\",\"type\":\"failure\"}")
                        .post("/notify/mykey")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhook/other?key=" + TOKEN,
                "/notify?token=" + TOKEN,
                "/ntfy/topic?token=" + TOKEN,
                "/notify/mykey?token=" + TOKEN,
                "/webhook/slack?key=" + TOKEN,
                "/webhook/slack?token=wrong",
                "/webhook/slack?token=%20"
            })
    void aTokenInTheQueryOpensOnlyWhatCanDoNoOther(String path) {
        Response answer =
                given().urlEncodingEnabled(false).body("{\"text\":\"x\"}").post(path);

        assertThat(answer.statusCode()).isEqualTo(path.startsWith("/webhook/slack") ? 403 : 401);
        assertThat(answer.body().asString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhook/alertmanager", "/webhook/grafana", "/webhook/other"})
    void aTokenInTheQueryOpensEveryWebhook(String path) {
        assertThat(given().body("{\"text\":\"x\"}")
                        .post(path + "?token=" + TOKEN)
                        .statusCode())
                .isEqualTo(202);
        assertThat(given().body("{\"text\":\"x\"}").post(path + "?token=wrong").statusCode())
                .isEqualTo(401);
    }

    private static RequestSpecification client() {
        return given().header("Authorization", "Bearer " + TOKEN);
    }
}
