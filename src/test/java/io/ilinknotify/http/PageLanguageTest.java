package io.ilinknotify.http;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static io.ilinknotify.TestAgent.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class PageLanguageTest {
    @Test
    void pagesAreInTheLanguageOfTheBrowserAndElseInTheAgents() {
        assertThat(asked("en-GB,en;q=0.9,zh;q=0.5")).contains("<html lang=\"en\">", "How things stand");
        assertThat(asked("zh-TW, en;q=0.1")).contains("<html lang=\"zh\">", "运行状态");
        for (String other : new String[] {"fr", "*", ";;;", "en;q=x", "e".repeat(5_000)}) {
            assertThat(asked(other)).as(other).contains("<html lang=\"zh\">");
        }
    }

    @Test
    void aSwitchIsRememberedAndWinsOverTheBrowser() {
        Response switched = given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .body("language=en&next=%2Flogin%2Foperator")
                .post("/language");

        assertThat(switched.statusCode()).isEqualTo(303);
        assertThat(switched.header("Location")).isEqualTo("/login/operator");
        assertThat(switched.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Max-Age=31536000");
        assertThat(given().cookie("language", switched.cookie("language"))
                        .header("Accept-Language", "zh")
                        .get("/login/operator")
                        .asString())
                .contains("<html lang=\"en\">");
    }

    @Test
    void aSwitchLeadsToNoOtherHost() {
        for (String next : new String[] {"//evil.example", "https://evil.example", "/\\evil.example", ""}) {
            assertThat(given().redirects()
                            .follow(false)
                            .formParam("language", "zh")
                            .formParam("next", next)
                            .post("/language")
                            .header("Location"))
                    .as(next)
                    .isEqualTo("/");
        }
    }

    private static String asked(String language) {
        return operator()
                .header("Accept-Language", language)
                .accept("text/html")
                .get("/")
                .asString();
    }
}
