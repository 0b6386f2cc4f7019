package io.ilinknotify.http;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ProblemHttpTest {
    @Test
    void aProblemHasTheMembersOfTheStandardAndOurOwn() {
        Response response = given().get("/assets/test-problems/told");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.body().asString())
                .isEqualTo("{\"type\":\"urn:ilink-notify:not-sent\",\"title\":\"Not sent\",\"status\":409,"
                        + "\"detail\":\"It waits.\",\"code\":\"not-sent\",\"record\":{\"id\":\"01\"}}");
    }

    @Test
    void aProblemThatComesLaterIsTheSame() {
        expect(given().get("/assets/test-problems/told-later"), 409, "not-sent");
    }

    @Test
    void whatCouldNotBeStoredMayComeAgain() {
        Response response = given().get("/assets/test-problems/store");

        expect(response, 503, "not-stored");
        assertThat(response.header("Retry-After")).isEqualTo("10");
        assertThat(response.body().asString()).doesNotContain("secret");
    }

    @Test
    void aFaultIsToldWithoutDetails() {
        Response response = given().get("/assets/test-problems/fault");

        expect(response, 500, "internal-error");
        assertThat(response.body().asString()).doesNotContain("nobody").contains("error_id");
    }

    @Test
    void aWishThatCannotBeMetIsNoError() {
        Response response = given().contentType("application/json")
                .accept("image/png")
                .body("{}")
                .post("/assets/test-problems/json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().asString()).isEqualTo("{}");
    }

    @Test
    void theFrameworksErrorsAreProblemsToo() {
        expect(given().get("/assets/nowhere"), 404, "not-found");
        expect(given().get("/assets/test-problems/nowhere"), 404, "not-found");
        expect(given().delete("/assets/test-problems/told"), 405, "method-not-allowed");
        expect(
                given().contentType("text/plain").body("x").post("/assets/test-problems/json"),
                415,
                "unsupported-media-type");
    }

    private static void expect(Response response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getString("type")).isEqualTo("urn:ilink-notify:" + code);
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
    }
}
