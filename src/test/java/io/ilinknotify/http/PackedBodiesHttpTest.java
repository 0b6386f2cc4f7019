package io.ilinknotify.http;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class PackedBodiesHttpTest {
    private static final String TOKEN = "Bearer test-token-for-sending-0123456789";
    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource({
        "/notify, gzip, gzip",
        "/notify, x-gzip, gzip",
        "/notify, GZIP, gzip",
        "/notify, deflate, zlib",
        "/notify, deflate, raw",
        "/webhook/packed, gzip, gzip",
        "/ntfy/packed, deflate, zlib"
    })
    void aPackedBodyIsRead(String path, String encoding, String form) throws Exception {
        String text = "packed for " + path + " by " + encoding + " as " + form + " 磁盘";

        HttpResponse<String> answer = post(path, encoding, packed(form, text.getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.statusCode()).isIn(200, 202);
        assertThat(get("/notifications?limit=100")).contains("\"text\":\"" + text + "\"");
    }

    @Test
    void aLargeOneIsReadWithinTheLimit() throws Exception {
        byte[] text = "x".repeat(90_000).getBytes(StandardCharsets.UTF_8);

        assertThat(post("/notify", "gzip", packed("gzip", text)).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"/notify, 1048577", "/notify, 200000000", "/webhook/packed, 8388609"})
    void whatBecomesTooLargeIsRefused(String path, int length) throws Exception {
        HttpResponse<String> answer = post(path, "gzip", packed("gzip", new byte[length]));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"too-large\"", "\"limit\":");
    }

    @Test
    void whatIsNotPackedIsRefused() throws Exception {
        byte[] packed = packed("gzip", "a text".getBytes(StandardCharsets.UTF_8));

        assertThat(post("/notify", "gzip", "a text".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/notify", "deflate", "a text".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/webhook/packed", "gzip", java.util.Arrays.copyOf(packed, packed.length - 9))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"br", "zstd", "'gzip, gzip'"})
    void anotherEncodingIsUnsupported(String encoding) throws Exception {
        assertThat(post("/notify", encoding, new byte[] {1, 2, 3}).statusCode()).isEqualTo(415);
    }

    @Test
    void noEncodingIsOne() throws Exception {
        assertThat(post("/notify", "identity", "plain".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(202);
    }

    private HttpResponse<String> post(String path, String encoding, byte[] body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                        .header("Authorization", TOKEN)
                        .header("Content-Encoding", encoding)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                                .header("Authorization", TOKEN)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static byte[] packed(String form, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream into = switch (form) {
            case "gzip" -> new GZIPOutputStream(packed);
            case "raw" -> new DeflaterOutputStream(packed, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
            default -> new DeflaterOutputStream(packed);
        }) {
            into.write(bytes);
        }
        return packed.toByteArray();
    }
}
