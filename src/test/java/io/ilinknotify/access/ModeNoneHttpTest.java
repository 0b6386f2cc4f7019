package io.ilinknotify.access;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(ModeNoneHttpTest.WithoutTokens.class)
class ModeNoneHttpTest {
    @Test
    void thisMachineSendsWithoutAToken() {
        assertThat(given().post("/webhook/test-door").body().asString()).isEqualTo("local");
        assertThat(given().get("/notifications/test-door").body().asString()).isEqualTo("local");
    }

    @Test
    void aTokenStillGivesItsName() {
        assertThat(given().header("Authorization", "Bearer " + AccessHttpTest.CLIENT)
                        .post("/webhook/test-door")
                        .body()
                        .asString())
                .isEqualTo("test");
    }

    @Test
    void noWebPageSends() {
        assertThat(given().header("Origin", "http://localhost:8080")
                        .post("/webhook/test-door")
                        .statusCode())
                .isEqualTo(403);
        assertThat(given().header("Host", "rebound.example:8080")
                        .post("/webhook/test-door")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theOperatorsPagesStillAsk() {
        assertThat(given().get("/test-door").statusCode()).isEqualTo(401);
    }

    public static final class WithoutTokens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("notify.access.mode", "none", "quarkus.http.host", "127.0.0.1");
        }
    }
}
