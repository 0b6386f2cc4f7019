package io.ilinknotify.access;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class AccessHttpTest {
    static final String CLIENT = "test-token-for-sending-0123456789";
    static final String OPERATOR = "test-token-of-the-operator-0123456789";

    @Test
    void aClientMaySendAndReadButNotWhatIsTheOperators() {
        passes(with(CLIENT).post("/webhook/test-door"), "test");
        passes(with(CLIENT).get("/notifications/test-door"), "test");
        problem(with(CLIENT).post("/notifications/test-door"), 403, "operator-only");
        problem(with(CLIENT).get("/test-door"), 403, "operator-only");
        problem(with(CLIENT).accept("text/html").get("/test-door"), 403, "operator-only");
    }

    @Test
    void theOperatorMayDoEverything() {
        passes(with(OPERATOR).post("/webhook/test-door"), "operator");
        passes(with(OPERATOR).get("/notifications/test-door"), "operator");
        passes(with(OPERATOR).post("/notifications/test-door"), "operator");
        passes(with(OPERATOR).get("/test-door"), "operator");
        passes(with(OPERATOR).post("/test-door"), "operator");
    }

    @Test
    void aTokenIsAlsoTakenAsAPassword() {
        passes(given().auth().preemptive().basic("anybody", CLIENT).post("/webhook/test-door"), "test");
        problem(given().auth().preemptive().basic(CLIENT, "").post("/webhook/test-door"), 401, "unauthorized");
    }

    @Test
    void withoutATokenOnlyWhatIsOpenAnswers() {
        passes(given().get("/m/test-door"), "anonymous");
        passes(with("a-wrong-token-0123456789").get("/m/test-door"), "anonymous");
        for (String path : new String[] {"/test-door", "/notifications/test-door", "/nowhere", "/m/../test-door"}) {
            problem(given().urlEncodingEnabled(false).get(path), 401, "unauthorized");
            problem(with("a-wrong-token-0123456789").urlEncodingEnabled(false).get(path), 401, "unauthorized");
        }
        Response refused = given().body("x").post("/webhook/test-door");
        problem(refused, 401, "unauthorized");
        assertThat(refused.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"ilink-notify\", Basic realm=\"ilink-notify\"");
    }

    @Test
    void noPathTalksItselfThroughAnOpenDoor() {
        for (String path : new String[] {
            "/m/%2e%2e/test-door",
            "/m/..%2ftest-door",
            "/m/..;/test-door",
            "//test-door",
            "/m//../test-door",
            "/assets/..%5c..%5ctest-door",
            "/test-door;m=1",
            "/%74est-door",
            "/m;/../test-door"
        }) {
            Response response = given().urlEncodingEnabled(false).get(path);

            assertThat(response.statusCode()).as(path).isIn(400, 401, 404);
        }
    }

    @Test
    void whatIsNotThereIsToldOnlyToThoseWithAToken() {
        problem(with(OPERATOR).get("/nowhere"), 404, "not-found");
        problem(with(CLIENT).post("/webhook/no/where"), 404, "not-found");
    }

    @Test
    void everyAnswerForbidsGuessingItsType() {
        assertThat(given().get("/test-door").header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static void passes(Response response, String name) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().asString()).isEqualTo(name);
    }

    private static void problem(Response response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
    }
}
