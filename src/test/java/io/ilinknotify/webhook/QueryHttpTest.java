package io.ilinknotify.webhook;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Senders that say all they have to say in the address, as its bytes stand on the wire. */
@QuarkusTest
class QueryHttpTest {
    private static final String TOKEN = "test-token-for-sending-0123456789";

    @ParameterizedTest
    @CsvSource({
        "GET /webhook/kuma?msg=said+by+msg, said by msg",
        "GET /webhook/kuma?message=said+by+message&token=" + TOKEN + ", said by message",
        "HEAD /webhook/kuma?text=said+by+HEAD, said by HEAD",
        "POST /webhook/kuma?text=said+by+POST, said by POST",
        "GET /webhook/kuma?msg=磁盘 满了, 磁盘 满了",
        "GET /webhook/kuma?msg=磁盘{89%}, 磁盘{89%}",
        "GET /webhook//kuma/?msg=said+with+slashes, said with slashes"
    })
    void aMessageInTheQueryIsTold(String line, String text) throws IOException {
        String answer = ask(line.replace("磁盘 满了", "磁盘%20满了"));

        assertThat(answer).startsWith("HTTP/1.1 202 ");
        assertThat(texts()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /notify?text=not+told",
                "GET /webhook/kuma?state=not+told",
                "GET /webhook/kuma",
                "GET /webhook/slack?text=not+told",
                "GET /ntfy/topic?message=not+told",
                "DELETE /webhook/kuma?msg=not+told"
            })
    void nothingElseIsSentByAGet(String line) throws IOException {
        assertThat(ask(line)).startsWith("HTTP/1.1 405 ");
        assertThat(texts()).doesNotContain("not told");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/notify/", "//notify", "/notify?x=磁盘", "/notify?x={a|b}", "/notify?x=\"5%\""})
    void noAddressLosesABody(String address) throws IOException {
        assertThat(ask("POST " + address, "told at " + address)).startsWith("HTTP/1.1 202 ");
        assertThat(texts()).contains("told at " + address);
    }

    private static String ask(String line) throws IOException {
        return ask(line, "");
    }

    private static String ask(String line, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                                    + "\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static java.util.List<String> texts() {
        return given().header("Authorization", "Bearer " + TOKEN)
                .get("/notifications?limit=100")
                .jsonPath()
                .getList("items.text", String.class);
    }
}
