package io.ilinknotify.webhook;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Clients made for other services write unknown fields, other types, nulls and lists: what can be stored is stored. */
@QuarkusTest
class LenientClientsHttpTest {
    private static final String TOKEN = "test-token-for-sending-0123456789";

    private static final List<String> BODIES = List.of(
            "{\"alerts\":{\"a\":1}}",
            "{\"alerts\":[{\"labels\":[\"x\"],\"annotations\":\"s\",\"startsAt\":5,\"status\":[1]},null,7],"
                    + "\"groupLabels\":[],\"status\":1,\"groupKey\":{\"a\":1},\"truncatedAlerts\":\"x\"}",
            "[{\"text\":\"in a list\"}]",
            "5",
            "{\"text\":[\"a\"],\"message\":{\"x\":1},\"body\":[\"b\"],\"markdown\":\"m\",\"title\":[1],"
                    + "\"priority\":\"x\",\"tags\":\"a,b\",\"blocks\":{\"a\":1},\"attachments\":\"z\",\"extras\":5}",
            "{\"text\":{\"content\":[\"c\"]},\"message\":null,\"note\":\"n\"}",
            "{\"message\":42,\"body\":42,\"text\":42}",
            "{\"message\":true,\"body\":true,\"text\":true,\"priority\":[1]}",
            "{\"blocks\":[{\"type\":\"section\",\"text\":\"plain\",\"fields\":{\"a\":1}},null,3],"
                    + "\"attachments\":[null,5,\"x\"],\"news\":{\"articles\":[5,null]}}",
            "{\"text\":\"\\ud83d\",\"message\":\"\\u0000x\",\"body\":\"b\"}",
            "{\"unfinished\":");

    @ParameterizedTest
    @CsvSource({
        "/webhook/alertmanager,202",
        "/webhook/grafana,202",
        "/webhook/anything,202",
        "/webhook/slack?token=" + TOKEN + ",200",
        "/webhook/wecom?key=" + TOKEN + ",200",
        "/gotify/message?token=" + TOKEN + ",200",
        "/ntfy,200",
        "/ntfy/topic,200",
        "/,200",
        "/notify/key,200"
    })
    void whatCanBeStoredIsStored(String path, int status) {
        for (String body : BODIES) {
            Response answer = given().header("Authorization", "Bearer " + TOKEN)
                    .contentType("application/json")
                    .body(body)
                    .post(path);

            assertThat(answer.statusCode()).as(path + " " + body).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/webhook/slack?token=" + TOKEN,
        "/webhook/wecom?key=" + TOKEN,
        "/gotify/message?token=" + TOKEN,
        "/notify/key"
    })
    void onlyWhatSaysNothingIsRefused(String path) {
        for (String body : List.of("{}", "[]", "{\"text\":null,\"body\":null,\"message\":\" \"}", " ")) {
            Response answer = given().header("Authorization", "Bearer " + TOKEN)
                    .contentType("application/json")
                    .body(body)
                    .post(path);

            assertThat(answer.statusCode()).as(path + " " + body).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/webhook/slack?token=" + TOKEN + ",slack",
        "/webhook/wecom?key=" + TOKEN + ",wecom",
        "/gotify/message?token=" + TOKEN + ",gotify",
        "/notify/key,apprise"
    })
    void whatItsServiceWouldNotFindIsTold(String path, String source) {
        given().header("Authorization", "Bearer " + TOKEN)
                .contentType("application/json")
                .body("{\"build\":\"no place for %s\",\"priority\":5}".formatted(source))
                .post(path);

        Response records = given().header("Authorization", "Bearer " + TOKEN).get("/notifications?limit=100");
        String place = "build: no place for " + source + "\npriority: 5";
        assertThat(records.jsonPath().getList("items.findAll { it.source == '" + source + "' }.text", String.class))
                .contains(place);
        assertThat(records.jsonPath().getList("items.findAll { it.source == '" + source + "' }.priority", String.class))
                .doesNotContain("critical");
    }
}
