package io.ilinknotify.access;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class OperatorSignInTest {
    @Test
    void aBrowserIsAskedForTheTokenAndLedBack() {
        Response response = given().accept("text/html,*/*;q=0.8").get("/test-door?a=<b>&c=\"d");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.contentType()).isEqualToIgnoringWhitespace("text/html;charset=UTF-8");
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"ilink-notify\"");
        assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(response.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(response.body().asString())
                .contains("<form method=\"post\" action=\"/login/operator\">")
                .contains("name=\"next\" value=\"/test-door?a=%3Cb%3E&amp;c=%22d\"")
                .contains("操作员令牌")
                .doesNotContain("<script");
    }

    @Test
    void theTokenOpensASessionThatCanBeClosed() {
        Response opened = form(AccessHttpTest.OPERATOR, "/test-door").post("/login/operator");

        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.header("Location")).endsWith("/test-door");
        Cookie cookie = opened.detailedCookie(SessionCookie.NAME);
        assertThat(cookie.getValue()).hasSize(43);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.isSecured()).isFalse();
        assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Strict");
        assertThat(cookie.getPath()).isEqualTo("/");

        assertThat(session(cookie).get("/test-door").body().asString()).isEqualTo("operator");
        Response closed = session(cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .post("/login/operator/close");
        assertThat(closed.statusCode()).isEqualTo(303);
        assertThat(session(cookie).get("/test-door").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionChangesThingsOnlyFromOurOwnPages() {
        Cookie cookie =
                form(AccessHttpTest.OPERATOR, "").post("/login/operator").detailedCookie(SessionCookie.NAME);

        assertThat(session(cookie).post("/test-door").statusCode()).isEqualTo(403);
        assertThat(session(cookie)
                        .header("Sec-Fetch-Site", "cross-site")
                        .post("/test-door")
                        .statusCode())
                .isEqualTo(403);
        assertThat(session(cookie)
                        .header("Origin", "https://evil.example")
                        .post("/test-door")
                        .statusCode())
                .isEqualTo(403);
        assertThat(session(cookie)
                        .header("Sec-Fetch-Site", "same-origin")
                        .post("/test-door")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWrongOrAClientsTokenOpensNothing() {
        for (String token : new String[] {"wrong", AccessHttpTest.CLIENT, ""}) {
            Response response = form(token, "/").post("/login/operator");

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.cookies()).isEmpty();
            assertThat(response.body().asString()).contains("这不是操作员令牌。").doesNotContain("test-token");
        }
    }

    @Test
    void aFormThatCannotBeReadIsTheSendersMistake() {
        for (String body : new String[] {"%", "token=%zz", "token=%e4%b8", "=&=&%", "\u0000"}) {
            Response response = given().contentType("application/x-www-form-urlencoded")
                    .body(body)
                    .post("/login/operator");

            assertThat(response.statusCode()).as(body).isIn(400, 403);
        }
    }

    @Test
    void theFormIsNotTakenFromForeignPages() {
        Response response = form(AccessHttpTest.OPERATOR, "/")
                .header("Origin", "https://evil.example")
                .post("/login/operator");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.cookies()).isEmpty();
    }

    @Test
    void itNeverLeadsToAnotherHost() {
        for (String next :
                new String[] {"//evil.example", "https://evil.example", "/\\evil.example", "x", "/\r\nA: b"}) {
            Response response = form(AccessHttpTest.OPERATOR, next).post("/login/operator");

            assertThat(response.statusCode()).isEqualTo(303);
            assertThat(response.header("Location")).as(next).matches("http://localhost:\\d+/");
        }
    }

    @Test
    void anInventedSessionOpensNothing() {
        assertThat(given().cookie(SessionCookie.NAME, "x").get("/test-door").statusCode())
                .isEqualTo(401);
    }

    private static RequestSpecification form(String token, String next) {
        return given().redirects().follow(false).formParam("token", token).formParam("next", next);
    }

    private static RequestSpecification session(Cookie cookie) {
        return given().cookie(cookie);
    }
}
