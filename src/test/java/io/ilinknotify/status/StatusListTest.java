package io.ilinknotify.status;

import io.ilinknotify.TestAgent;
import io.ilinknotify.simulator.Simulator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import static io.ilinknotify.TestAgent.SENDER;
import static io.ilinknotify.TestAgent.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class StatusListTest {
    private static final Pattern ENTRY = Pattern.compile("<li id=\"n-(\\w+)\"");
    private static final Pattern OLDER = Pattern.compile("href=\"([^\"]*)#list\" rel=\"next\"");

    @SuppressWarnings("NullAway.Init") // given by the resource
    Simulator simulator;

    @BeforeEach
    @AfterEach
    void nobodyIsSignedInAndNothingWaits() {
        TestAgent.nobodyIsSignedInAndNothingWaits(simulator);
    }

    @Test
    void thePageAndTheApiChooseAlike() {
        String urgent = send("disk of list-a", "critical");
        String usual = send("backup of list-a", "default");
        operator().delete("/notifications/" + usual);

        assertThat(ids(page("/?q=LIST-A"))).containsExactly(usual, urgent);
        assertThat(ids(page("/?q=list-a&priority=critical&client="))).containsExactly(urgent);
        assertThat(ids(page("/?q=list-a&state=open"))).containsExactly(urgent);
        assertThat(ids(page("/?q=list-a&client=nobody"))).isEmpty();
        assertThat(page("/?q=\"><i>")).contains("value=\"&quot;&gt;&lt;i&gt;\"");
        assertThat(operator()
                        .get("/notifications?q=list-a&state=open")
                        .jsonPath()
                        .getList("items.id", String.class))
                .containsExactly(urgent);
        assertThat(given().auth()
                        .preemptive()
                        .oauth2(SENDER)
                        .get("/notifications?q=list-a")
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator().get("/?state=lost").statusCode()).isEqualTo(422);
    }

    @Test
    void aLongListHasPages() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            sent.add(send("long list " + i, "low"));
        }

        String first = page("/?priority=low&state=held");
        String next = OLDER.matcher(first)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1)
                .replace("&amp;", "&");

        assertThat(ids(first)).hasSize(20).contains(sent.getLast()).doesNotContain(sent.getFirst());
        assertThat(ids(page(next))).containsExactly(sent.getFirst());
        assertThat(page(next)).contains("href=\"/?state=held&amp;priority=low#list\"");
    }

    @Test
    void aButtonLeadsBackToTheSamePageOfTheList() {
        String id = send("with a button", "high");
        assertThat(page("/?state=held")).contains("name=\"next\" value=\"/?state=held\"");

        assertThat(after("/status/cancel", id, "/?state=held")).isEqualTo("/?state=held&done=cancelled#done");
        assertThat(after("/status/retry", id, "//elsewhere.example")).isEqualTo("/?done=retried#done");
    }

    @Test
    void thePageSaysWhatAButtonDid() {
        String id = send("with buttons", "high");

        assertThat(after("/status/give-up", id, "/")).isEqualTo("/?done=too-late#done");
        assertThat(page("/?done=too-late")).contains("<p id=\"done\" role=\"status\">没有变化：已经来不及了。</p>");
        assertThat(page("/?done=<i>")).doesNotContain("id=\"done\"");
    }

    @Test
    void anUnchangedPageIsNotSentAgain() {
        Response first = operator().accept("text/html").get("/");
        String version = first.header("ETag");
        assertThat(first.body().asString()).contains("data-version=" + version);

        Response second = conditional(version);
        send("something new", "default");

        // The page changes by itself once a minute.
        assertThat(second.statusCode()).isIn(304, 200);
        assertThat(conditional(second.header("ETag")).statusCode()).isEqualTo(200);
    }

    @Test
    void thePageInAnotherLanguageIsAnotherVersion() {
        String chinese = operator()
                .accept("text/html")
                .header("Accept-Language", "zh")
                .get("/")
                .header("ETag");

        Response asked = operator()
                .accept("text/html")
                .header("Accept-Language", "en")
                .header("If-None-Match", chinese)
                .get("/");
        Response switched = operator()
                .accept("text/html")
                .cookie("language", "en")
                .header("Accept-Language", "zh")
                .header("If-None-Match", chinese)
                .get("/");

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(switched.statusCode()).isEqualTo(200);
        assertThat(switched.body().asString())
                .contains("<html lang=\"en\">", "data-version=" + switched.header("ETag"));
    }

    private static Response conditional(String version) {
        return operator().accept("text/html").header("If-None-Match", version).get("/");
    }

    private static String after(String action, String id, String next) {
        return operator()
                .formParam("id", id)
                .formParam("next", next)
                .post(action)
                .header("Location");
    }

    private static List<String> ids(String page) {
        return ENTRY.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static String page(String path) {
        Response page = operator().accept("text/html").urlEncodingEnabled(true).get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body().asString();
    }

    private static String send(String text, String priority) {
        return given().auth()
                .preemptive()
                .oauth2(SENDER)
                .header("Priority", priority)
                .contentType("text/plain")
                .body(text)
                .post("/notify")
                .jsonPath()
                .getString("id");
    }
}
