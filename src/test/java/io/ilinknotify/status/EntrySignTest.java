package io.ilinknotify.status;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What the eye finds first in a line of the status page. */
@QuarkusTest
class EntrySignTest {
    private static final String OPERATOR = "test-token-of-the-operator-0123456789";
    private static final String SENDER = "test-token-for-sending-0123456789";

    @Test
    void whatIsOverHasNotTheSignOfWhatIsUrgent() {
        String firing = alert("firing", "StillBurns");
        String resolved = alert("resolved", "BurntOut");

        String page = given().auth()
                .preemptive()
                .oauth2(OPERATOR)
                .accept("text/html")
                .get("/")
                .body()
                .asString();

        assertThat(page)
                .contains("<span role=\"img\" aria-label=\"紧急\">🔴</span> <b><bdi>告警 1 条：StillBurns</bdi></b>")
                .contains("<span role=\"img\" aria-label=\"已恢复\">✅</span> <b><bdi>已恢复 1 条：BurntOut</bdi></b>");
        cancel(firing);
        cancel(resolved);
    }

    private static String alert(String status, String name) {
        Response answer = given().auth()
                .preemptive()
                .oauth2(SENDER)
                .contentType("application/json")
                .body("""
                        {"version":"4","status":"%1$s","groupKey":"%2$s","groupLabels":{"alertname":"%2$s"},"alerts":[
                         {"status":"%1$s","labels":{"alertname":"%2$s","severity":"critical"}}]}""".formatted(status, name))
                .post("/webhook/alertmanager");
        assertThat(answer.statusCode()).isIn(200, 202);
        return answer.jsonPath().getString("id");
    }

    private static void cancel(String id) {
        given().auth().preemptive().oauth2(OPERATOR).delete("/notifications/" + id);
    }
}
