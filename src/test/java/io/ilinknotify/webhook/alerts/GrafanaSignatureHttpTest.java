package io.ilinknotify.webhook.alerts;

import io.ilinknotify.Configured;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Signatures with a time, in headers of the operator's choice. */
@QuarkusTest
@TestProfile(Configured.class)
class GrafanaSignatureHttpTest {
    private static final String BODY = "{\"status\":\"firing\",\"message\":\"负载\"}";

    @Test
    void aNewOneIsTakenAndTheRecordIsGrafanas() throws Exception {
        long now = Instant.now().getEpochSecond();

        Response answer = signed(sign(now + ":" + BODY), now).post("/webhook/grafana");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(signed(sign(now + ":" + BODY), now - 240)
                        .post("/webhook/grafana")
                        .statusCode())
                .isEqualTo(401);
        assertThat(signed(sign((now - 240) + ":" + BODY), now - 240)
                        .put("/webhook/grafana")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void anOldOneOrOneWithoutATimeIsNot() throws Exception {
        long now = Instant.now().getEpochSecond();

        for (long at : new long[] {now - 400, now + 400}) {
            assertThat(signed(sign(at + ":" + BODY), at)
                            .post("/webhook/grafana")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(given().header("X-Signed", sign(BODY))
                        .body(BODY.getBytes(StandardCharsets.UTF_8))
                        .post("/webhook/grafana")
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().header("X-Grafana-Alerting-Signature", sign(BODY))
                        .body(BODY.getBytes(StandardCharsets.UTF_8))
                        .post("/webhook/grafana")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void noBodyIsReadWhoseSignatureCannotBeRight() throws Exception {
        long now = Instant.now().getEpochSecond();
        String wellFormed = "a".repeat(64);

        for (String headers : new String[] {
            "X-Signed: invented\r\nX-Signed-At: " + now,
            "X-Signed: " + wellFormed,
            "X-Signed: " + wellFormed + "\r\nX-Signed-At: soon",
            "X-Signed: " + wellFormed + "\r\nX-Signed-At: " + (now - 400)
        }) {
            assertThat(answerToTheHead(headers)).as(headers).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
    }

    /** Of the body that it announces nothing is sent. */
    private static String answerToTheHead(String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            String head =
                    "POST /webhook/grafana HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n" + headers + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static RequestSpecification signed(String signature, long at) {
        return given().header("X-Signed", signature)
                .header("X-Signed-At", at)
                .body(BODY.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Configured.GRAFANA_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
