package io.ilinknotify.status;

import io.ilinknotify.TestAgent;
import io.ilinknotify.simulator.Simulator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.ilinknotify.TestAgent.operator;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class TestMessageTest {
    @SuppressWarnings("NullAway.Init") // given by the resource
    Simulator simulator;

    @BeforeEach
    @AfterEach
    void nobodyIsSignedInAndNothingWaits() {
        TestAgent.nobodyIsSignedInAndNothingWaits(simulator);
    }

    @Test
    void aTestFromThePageTakesTheSameWayAsAnyOther() {
        assertThat(test("from the <b>page</b>\u202E", "critical")).isEqualTo(303);

        assertThat(page())
                .contains(
                        "from the &lt;b&gt;page&lt;/b&gt;</bdi></b>",
                        "<td class=\"long\"><bdi>operator</bdi> <bdi class=\"hint\">page</bdi>")
                .contains("<svg class=\"chart\"", "class=\"waits\"", "data-state=\"HELD\"");
    }

    @Test
    void whatBecameOfItIsToldInParts() {
        String next = sent("hello", "default").header("Location");

        String page = operator()
                .accept("text/html")
                .get(next.replaceAll("#.*", ""))
                .body()
                .asString();
        assertThat(page).containsPattern("</span>\\s+· “<bdi>hello</bdi>” · <a href=\"/status/notifications/");
    }

    @Test
    void aTestWithoutAWordIsNone() {
        assertThat(test(" \u200B", "default")).isEqualTo(303);

        assertThat(page()).contains("没有待发的通知。");
    }

    private static int test(String text, String priority) {
        return sent(text, priority).statusCode();
    }

    private static Response sent(String text, String priority) {
        return operator()
                .contentType("application/x-www-form-urlencoded;charset=UTF-8")
                .formParam("text", text)
                .formParam("priority", priority)
                .post("/status/test");
    }

    private static String page() {
        return operator().accept("text/html").get("/").body().asString();
    }
}
