package io.ilinknotify.access;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** An address can be written in many ways, of which an HTTP client shows few: none of them opens more than the plain one. */
@QuarkusTest
class AddressFormsHttpTest {
    private static final String CLIENT = "test-token-for-sending-0123456789";

    /** The plain path of each route, and what it needs. */
    @ParameterizedTest
    @CsvSource({
        "GET, /, operator",
        "GET, /status, operator",
        "GET, /login, operator",
        "GET, /setup, operator",
        "POST, /login/again, operator",
        "GET, /test-door, operator",
        "POST, /test-door, operator",
        "POST, /notifications/test-door, operator",
        "DELETE, /notifications/test-door, operator",
        "GET, /notifications, client",
        "GET, /notifications/test-door, client",
        "POST, /notify, client",
        "POST, /clients/ntfy, client",
        "POST, /webhook/grafana, client",
        "POST, /webhook/test-door, client",
        "PUT, /webhook/grafana, client",
        "PUT, /notify/a.pdf, client",
        "POST, /ntfy/topic, client"
    })
    void noFormOpensMoreThanThePlainOne(String method, String path, String needs) throws IOException {
        for (String form : forms(path)) {
            assertThat(status(method, form, "")).as(form).isIn(400, 401, 404, 405);
            if (needs.equals("operator")) {
                assertThat(status(method, form, CLIENT)).as(form).isIn(400, 401, 403, 404, 405);
            }
        }
    }

    private static List<String> forms(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String folder = path.substring(0, path.length() - last.length());
        return List.of(
                path,
                "http://agent.example.org" + path,
                "HTTPS://somebody@agent.example.org:8443" + path,
                "://" + path,
                "x://agent/" + path,
                "x?y=://agent" + path,
                "http://agent/assets/.." + path,
                path.substring(1) + "?",
                "/" + path,
                "///" + path + "//",
                path + "/",
                "/." + path,
                folder + "./" + last,
                "/m/.." + path,
                "/assets/x/../.." + path,
                "/m/%2e%2e" + path,
                "/m/..%2f" + path,
                "/m/..%5c" + last,
                "/m\\.." + path,
                "/m;" + path,
                "/m/;/.." + path,
                path + ";x=1",
                folder + ";x=1/" + last,
                folder + "%2f" + last,
                folder + "%00" + last,
                folder + (last.isEmpty() ? "" : "%%%02x".formatted((int) last.charAt(0)) + last.substring(1)),
                path + "%20",
                path + "%2f..%2f..%2fassets",
                path + "#/assets/x",
                path + "?/assets/x",
                path + "?x=%zz");
    }

    /** Some HTTP proxies send the whole address on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST http://agent.example.org/notify?x=5%",
                "POST http://agent.example.org//notify/",
                "PUT http://agent.example.org/notify/5%.txt",
                "GET http://agent.example.org/bark/" + CLIENT + "/load_at_5%",
                "POST http://agent.example.org/ntfy/5%",
                "GET HTTP://agent.example.org:80/webhook/kuma?text=5%&token=" + CLIENT
            })
    void aWholeAddressIsReadLikeItsPath(String line) throws IOException {
        String[] words = line.split(" ");

        String answer = ask(words[0], words[1], CLIENT);

        assertThat(answer).containsPattern("^HTTP/1.1 20[02] ");
        assertThat(answer.split(" ")[1])
                .isEqualTo(ask(words[0], words[1].replaceFirst("\\w+://[^/]+", ""), CLIENT)
                        .split(" ")[1]);
    }

    @Test
    void aWholeAddressWithoutAPathIsTheFirstPage() throws IOException {
        for (String form : new String[] {"http://agent.example.org", "http://agent.example.org?x=1"}) {
            assertThat(status("GET", form, "")).isEqualTo(401);
            assertThat(status("GET", form, AccessHttpTest.OPERATOR)).isEqualTo(200);
        }
    }

    private static int status(String method, String form, String token) throws IOException {
        return Integer.parseInt(ask(method, form, token).split(" ", 3)[1]);
    }

    private static String ask(String method, String form, String token) throws IOException {
        String head = method + " " + form + " HTTP/1.1\r\nHost: agent.example.org\r\nConnection: close\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + "Content-Length: 2\r\n\r\nhi").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
