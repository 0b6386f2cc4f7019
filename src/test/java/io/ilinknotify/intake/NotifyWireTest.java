package io.ilinknotify.intake;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests as their bytes stand on the wire: what a framework does to them before our code sees them counts too. */
@QuarkusTest
class NotifyWireTest extends FakedIntake {
    @Test
    void whatCurlSendsWithDashD() throws IOException {
        assertThat(post("disk full & more=stuff", "Content-Type: application/x-www-form-urlencoded"))
                .startsWith("HTTP/1.1 202 ");
        assertThat(outbox.drafts).containsExactly(Entries.draft("test", "disk full & more=stuff"));
    }

    @Test
    void aBodyWithoutAType() throws IOException {
        assertThat(post("磁盘满了")).startsWith("HTTP/1.1 202 ");
        assertThat(outbox.drafts).containsExactly(Entries.draft("test", "磁盘满了"));
    }

    @Test
    void aMultipartForm() throws IOException {
        String body = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n满\r\n--x--\r\n";

        assertThat(post(body, "Content-Type: multipart/form-data; boundary=x")).startsWith("HTTP/1.1 202 ");
        assertThat(outbox.drafts).containsExactly(Entries.draft("test", "满"));
    }

    @Test
    void headersOfRawUtf8AndEncodedWords() throws IOException {
        String answer = post(
                "text", "title: 磁盘满 é", "PRIORITY: high", "Tags: =?utf-8?B?5ruh?=, db", "Click: https://example.org");

        assertThat(answer).startsWith("HTTP/1.1 202 ");
        assertThat(outbox.drafts)
                .containsExactly(new NotificationDraft(
                        "test",
                        "notify",
                        "磁盘满 é",
                        "text",
                        Priority.HIGH,
                        List.of("满", "db"),
                        "https://example.org",
                        null,
                        null,
                        null,
                        Phase.NONE,
                        false,
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: garbage",
                "Content-Type: text/",
                "Content-Type: /",
                "Content-Type: image/png",
                "Content-Type: text/plain; charset=nonsense",
                "Content-Type: text/plain; charset=\"",
                "Content-Encoding: br",
            })
    void aTypeThatIsNotReadHere(String header) throws IOException {
        String answer = post("x", header);

        if (header.endsWith("\"")) {
            assertThat(answer).startsWith("HTTP/1.1 202 ");
            return;
        }
        assertThat(answer).startsWith("HTTP/1.1 415 ").contains("\"code\":\"unsupported-type\"");
        assertThat(outbox.drafts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type:",
                "Content-Type: text/plain;;;",
                "Content-Type: TEXT/HTML; a=\"b\"; charset=UTF-8",
                "Content-Type: text/plain, text/html",
                "Content-Type: text/*",
                "Accept: image/png",
                "Accept: nonsense",
                "Accept-Encoding: nonsense;q=9",
                "Accept-Language: ;;",
                "Accept-Charset: gbk",
                "Expect: 100-continue",
            })
    void oddHeadersCostNoAlert(String header) throws IOException {
        assertThat(post("x", header)).contains("HTTP/1.1 202 ");
        assertThat(outbox.drafts).containsExactly(Entries.draft("test", "x"));
    }

    @Test
    void aChunkedBody() throws IOException {
        String answer =
                exchange("POST /notify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer"
                        + " test-token-for-sending-0123456789\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "5\r\ndisk \r\n4\r\nfull\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 202 ");
        assertThat(outbox.drafts).containsExactly(Entries.draft("test", "disk full"));
    }

    @Test
    void noBodyAtAll() throws IOException {
        String answer =
                exchange("POST /notify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer"
                        + " test-token-for-sending-0123456789\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"nothing-to-send\"");
    }

    @ParameterizedTest
    @CsvSource({"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
    void onlyPostIsKnown(String method) throws IOException {
        String answer = exchange(method + " /notify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization:"
                + " Bearer test-token-for-sending-0123456789\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (405|200|501|400) .*");
        assertThat(answer).doesNotStartWith("HTTP/1.1 5");
    }

    private String post(String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder request = new StringBuilder("POST /notify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        request.append("Authorization: Bearer test-token-for-sending-0123456789\r\n");
        request.append("Content-Length: ").append(bytes.length).append("\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return exchange(request.append("\r\n").append(body).toString());
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
