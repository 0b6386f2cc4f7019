package io.ilinknotify.webhook;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code curl -F} at the ways in of other services: the fields are told, never the text of the form itself. */
@QuarkusTest
class FormClientsHttpTest {
    private static final String TOKEN = "test-token-for-sending-0123456789";
    private static final String UTF_8 = "text/plain; charset=UTF-8";

    @ParameterizedTest
    @CsvSource({
        "/gotify/message,message,Disk,gotify said: 满",
        "/notify/key,body,Disk,apprise said: 满",
        "/ntfy/topic,message,Disk,ntfy said: 满",
        "/ntfy,message,Disk,ntfy's root said: 满",
        "/,message,Disk,the host's root said: 满",
        "/webhook/slack,text,,slack said: 满"
    })
    void aMultipartFormIsReadAsFields(String path, String field, String title, String text) {
        Response answer = client().multiPart("title", "Disk")
                .multiPart(field, text, UTF_8)
                .post(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(record(text).getString("title")).isEqualTo(title);
    }

    @Test
    void theFieldsKeepTheirMeaning() {
        client().multiPart("message", "gotify is urgent")
                .multiPart("priority", "8")
                .post("/gotify/message");
        client().multiPart("message", "ntfy is urgent")
                .multiPart("priority", "urgent")
                .multiPart("tags", "db,prod")
                .post("/ntfy/topic");

        assertThat(record("gotify is urgent").getString("priority")).isEqualTo("high");
        assertThat(record("ntfy is urgent").getString("priority")).isEqualTo("critical");
        assertThat(record("ntfy is urgent").getList("tags", String.class)).containsExactly("db", "prod");
    }

    @Test
    void aPayloadInTheFormIsReadAsIt() {
        client().multiPart("payload", "{\"text\":\"slack carried it\"}").post("/webhook/slack");
        client().multiPart("payload", "{\"text\":\"the build carried it\"}").post("/webhook/build");

        assertThat(record("slack carried it").getString("source")).isEqualTo("slack");
        assertThat(record("the build carried it").getString("source")).isEqualTo("build");
    }

    @Test
    void fieldsThatTheServiceDoesNotKnowAreToldByName() {
        client().multiPart("build", "12").multiPart("state", "wecom failed").post("/webhook/wecom");
        client().multiPart("build", "13").multiPart("state", "any failed").post("/webhook/any");

        assertThat(record("build: 12").getString("source")).isEqualTo("wecom");
        assertThat(record("build: 13").getString("source")).isEqualTo("any");
    }

    @Test
    void aFileIsLeftOutAndTheTextBesideItStays() {
        Response answer = client().multiPart("body", "apprise with a picture")
                .multiPart("attach", "a.png", new byte[] {1, 2, 3}, "image/png")
                .post("/notify/key");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(record("apprise with a picture").getString("source")).isEqualTo("apprise");
    }

    @Test
    void aFormThatCannotBeReadIsStoredAllTheSame() {
        Response answer = client().contentType("multipart/form-data; boundary=b")
                .body("--b\r\nno form after all".getBytes(StandardCharsets.UTF_8))
                .post("/gotify/message");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(record("--b\nno form after all").getString("source")).isEqualTo("gotify");
    }

    private static JsonPath record(String text) {
        List<String> ids = client().get("/notifications?limit=100")
                .jsonPath()
                .param("text", text)
                .getList("items.findAll { it.text == text }.id", String.class);
        assertThat(ids).as(text).hasSize(1);
        return client().get("/notifications/" + ids.getFirst()).jsonPath();
    }

    private static RequestSpecification client() {
        return given().header("Authorization", "Bearer " + TOKEN);
    }
}
