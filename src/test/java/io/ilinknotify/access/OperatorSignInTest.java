package io.ilinknotify.access;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

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
        assertThat(opened.header("Location")).isEqualTo("/test-door");
        Cookie cookie = opened.detailedCookie(OperatorSessions.COOKIE);
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
                form(AccessHttpTest.OPERATOR, "").post("/login/operator").detailedCookie(OperatorSessions.COOKIE);

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
    void noFormIsOurFault() throws Exception {
        String fields = "a&".repeat(1001);
        String right = "token=" + AccessHttpTest.OPERATOR;

        for (String body :
                new String[] {"", "%", "token=%zz", "token=%e4%b8", "=&=&%", "\u0000", fields, fields + right}) {
            assertThat(urlencoded("", body)).as(body).isIn(400, 403);
        }
        assertThat(urlencoded("; charset=no-such", right)).isEqualTo(303);
        assertThat(urlencoded("; charset=\"", right)).isIn(303, 400, 415);
        assertThat(urlencoded("", right + "&" + fields)).isEqualTo(303);
        assertThat(given().multiPart("token", AccessHttpTest.OPERATOR)
                        .post("/login/operator")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void wrongTokensFromOneAddressLockNobodyOut() throws Exception {
        for (int i = 0; i < 12; i++) {
            HttpResponse<String> answer = signInFrom("127.0.0.9", "a-wrong-token-0123456789");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(i >= 10);
        }

        assertThat(signInFrom("127.0.0.10", AccessHttpTest.OPERATOR).statusCode())
                .isEqualTo(303);
        assertThat(signInFrom("127.0.0.9", AccessHttpTest.OPERATOR).statusCode())
                .isEqualTo(303);
    }

    @Test
    void aWrongTokenInAHeaderCountsAsAGuessToo() throws Exception {
        for (int i = 0; i < 12; i++) {
            HttpResponse<String> answer = get("127.0.0.11", "a-wrong-token-0123456789");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Connection").isPresent()).isEqualTo(i >= 10);
        }

        assertThat(get("127.0.0.11", AccessHttpTest.OPERATOR).statusCode()).isEqualTo(200);
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
            assertThat(locationFor(next)).as(next).isEqualTo("/");
        }
    }

    @Test
    void itLeadsBackWhateverTheAddressWas() {
        assertThat(locationFor("/|")).isEqualTo("/%7C");
        assertThat(locationFor("/a?b={\"c\"}&d=<^`>#e")).isEqualTo("/a?b=%7B%22c%22%7D&d=%3C%5E%60%3E#e");
        assertThat(locationFor("/a?b=%7C")).isEqualTo("/a?b=%7C");
    }

    @Test
    void anInventedSessionOpensNothing() {
        for (String cookie : new String[] {
            OperatorSessions.COOKIE + "=x",
            OperatorSessions.COOKIE,
            OperatorSessions.COOKIE + "=",
            "=;=;;,\"",
            OperatorSessions.COOKIE + "=\"",
            OperatorSessions.COOKIE + "=a; " + OperatorSessions.COOKIE + "=b",
            "a=b; ".repeat(1000) + OperatorSessions.COOKIE + "=\u00e4"
        }) {
            assertThat(given().header("Cookie", cookie).get("/test-door").statusCode())
                    .as(cookie)
                    .isEqualTo(401);
            assertThat(given().header("Cookie", cookie)
                            .redirects()
                            .follow(false)
                            .post("/login/operator/close")
                            .statusCode())
                    .as(cookie)
                    .isEqualTo(401);
        }
    }

    private static HttpResponse<String> signInFrom(String address, String token) throws Exception {
        return exchange(
                address,
                HttpRequest.newBuilder(uri("/login/operator"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("token=" + token)));
    }

    private static HttpResponse<String> get(String address, String token) throws Exception {
        return exchange(address, HttpRequest.newBuilder(uri("/test-door")).header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> exchange(String address, HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + path);
    }

    private static int urlencoded(String parameter, String body) throws Exception {
        return exchange(
                        "127.0.0.12",
                        HttpRequest.newBuilder(uri("/login/operator"))
                                .header("Content-Type", "application/x-www-form-urlencoded" + parameter)
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    private static String locationFor(String next) {
        Response response = form(AccessHttpTest.OPERATOR, next).post("/login/operator");
        assertThat(response.statusCode()).isEqualTo(303);
        return response.header("Location");
    }

    private static RequestSpecification form(String token, String next) {
        return given().redirects().follow(false).formParam("token", token).formParam("next", next);
    }

    private static RequestSpecification session(Cookie cookie) {
        return given().cookie(cookie);
    }
}
