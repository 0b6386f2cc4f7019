package io.ilinknotify.status;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static io.ilinknotify.TestAgent.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What "Details" leads to on the status page: a page for a phone, not the record as scripts read it. */
@QuarkusTest
class DetailsPageTest {
    private static final String OPERATOR = "test-token-of-the-operator-0123456789";
    private static final String SENDER = "test-token-for-sending-0123456789";

    @Test
    void theStatusPageLeadsToAPageWithTheWholeText() {
        String id = send();
        given().auth().preemptive().oauth2(OPERATOR).delete("/notifications/" + id);

        String link = "/status/notifications/" + id;
        assertThat(get("/", OPERATOR).body().asString()).contains("<a href=\"" + link + "\">详情</a>");
        Response page = get(link, OPERATOR);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.body().asString())
                .contains(
                        "<h1>Backup &lt;b&gt;</h1>",
                        "<div class=\"text\">" + "long ".repeat(200).strip() + " end</div>",
                        "已取消</span>",
                        "#db",
                        "href=\"/notifications/" + id + "\">JSON</a>")
                .doesNotContain("Backup <b>");
    }

    @Test
    void onlyTheOperatorSeesItAndWhatIsNotThereIsNotFound() {
        String link = "/status/notifications/" + send();

        assertThat(get(link, SENDER).statusCode()).isEqualTo(403);
        assertThat(given().get(link).statusCode()).isEqualTo(401);
        assertThat(get("/status/notifications/nothing", OPERATOR).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsGoneIsAPageForPeopleAndAProblemForScripts() {
        String link = "/status/notifications/01JCQ0000000000000000000AA";

        Response page = get(link, OPERATOR);
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.body().asString()).contains("<html lang=\"zh\">", "no longer retained");
        Response problem = operator().get(link.substring("/status".length()));
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.contentType()).startsWith("application/problem+json");
    }

    @Test
    void itsButtonsLeadBackToIt() {
        String link = "/status/notifications/" + send();
        String id = link.substring(link.lastIndexOf('/') + 1);
        assertThat(get(link, OPERATOR).body().asString())
                .contains("name=\"next\" value=\"" + link + "\"", "formaction=\"/status/cancel\">")
                .doesNotContain(">再试一次<");

        Response answer = operator().formParam("id", id).formParam("next", link).post("/status/cancel");

        assertThat(answer.header("Location")).isEqualTo(link + "?done=cancelled#done");
        assertThat(get(link + "?done=cancelled", OPERATOR).body().asString())
                .contains(
                        "<p id=\"done\" role=\"status\">已取消。</p>",
                        "已取消</span>",
                        "<button class=\"quiet\">再试一次</button>")
                .doesNotContain("formaction=");
    }

    private static String send() {
        return given().auth()
                .preemptive()
                .oauth2(SENDER)
                .header("Title", "Backup <b>")
                .header("Tags", "db")
                .contentType("text/plain")
                .body("long ".repeat(200) + "end")
                .post("/notify")
                .jsonPath()
                .getString("id");
    }

    private static Response get(String path, String token) {
        return given().auth().preemptive().oauth2(token).accept("text/html").get(path);
    }
}
