package io.ilinknotify.http;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class EdgeHttpTest {
    private static final String TOKEN = "Bearer test-token-for-sending-0123456789";
    private static final String PATH = "/webhook/test-bodies";

    @Test
    void aSenderGetsOurAnswerWhateverItAccepts() {
        for (String wish : new String[] {"image/png", "nonsense", ",", "*/*;q=abc", "a/b,".repeat(2000)}) {
            assertThat(sender().header("Accept", wish)
                            .body(new byte[1])
                            .post(PATH)
                            .statusCode())
                    .as(wish)
                    .isEqualTo(200);
        }
    }

    @Test
    void aLargeBodyArrivesWhole() {
        int size = 7 << 20;

        assertThat(sender().body(new byte[size]).post(PATH).body().asString()).isEqualTo("{\"bytes\":" + size + "}");
    }

    @Test
    void aBodyInChunksArrivesWhole() throws Exception {
        for (int size : new int[] {0, 1, 5000, 20_000, 2 << 20}) {
            assertThat(chunks(PATH, size).body()).isEqualTo("{\"bytes\":" + size + "}");
        }
    }

    @Test
    void tooManyBytesAreRefusedWithoutALength() throws Exception {
        assertThat(chunks("/notify", (1 << 20) + 100_000).statusCode()).isEqualTo(413);
        assertThat(chunks(PATH, (8 << 20) + 100_000).statusCode()).isEqualTo(413);
    }

    @Test
    void theConnectionIsStillGoodAfterARefusedBody() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 3; i++) {
                HttpRequest request = HttpRequest.newBuilder(uri(PATH))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[500_000]))
                        .build();

                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(401);
            }
        }
    }

    /** Some services have the token in the body: it is read for it, and a stranger's large one is not. */
    @Test
    void beforeATokenIsKnownOnlyASmallBodyIsRead() {
        String large = "{\"device_key\":\"nobody\",\"body\":\"" + "x".repeat(70_000) + "\"}";
        String small = large.replace("x".repeat(60_000), "");

        assertThat(post("/push", large).statusCode()).isEqualTo(413);
        assertThat(post("/push", small).asString()).contains("failed to get device token");
        assertThat(given().header("Authorization", TOKEN)
                        .contentType("application/json")
                        .body(large)
                        .post("/push")
                        .statusCode())
                .isEqualTo(200);
    }

    private static Response post(String path, String body) {
        return given().contentType("application/json").body(body).post(path);
    }

    private static HttpResponse<String> chunks(String path, int size) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(uri(path))
                    .header("Authorization", TOKEN)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size])))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + io.restassured.RestAssured.port + path);
    }

    private static RequestSpecification sender() {
        return given().header("Authorization", TOKEN).contentType("application/octet-stream");
    }
}
