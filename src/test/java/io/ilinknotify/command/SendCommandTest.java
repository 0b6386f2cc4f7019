package io.ilinknotify.command;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SendCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** What cron prints goes into mails. */
    @Test
    void aTokenThatCannotBeSentIsNotShown() {
        assertThat(send("http://127.0.0.1:1", "secret\nof two lines", "text")).isEqualTo(SendCommand.REFUSED);

        assertThat(err.toString(UTF_8)).contains("TOKEN").doesNotContain("secret", "two lines");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8080", "not an address", "ftp://example.org"})
    void anAddressThatIsNoneIsNamed(String server) {
        assertThat(send(server, "token", "text")).isEqualTo(SendCommand.REFUSED);

        assertThat(err.toString(UTF_8)).contains(server);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(send("http://127.0.0.1:1", "token", "text", "--file", "no/such.pdf"))
                .isEqualTo(SendCommand.REFUSED);

        assertThat(err.toString(UTF_8)).contains("no/such.pdf");
    }

    @Test
    void anAnswerThatIsLostIsNotCalledARefusal() throws Exception {
        try (ServerSocket agent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread hangsUp = Thread.ofVirtual().start(() -> {
                try (Socket connection = agent.accept()) {
                    assertThat(connection.getInputStream().read()).isEqualTo('P');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            send("http://127.0.0.1:" + agent.getLocalPort(), "token", "text");
            hangsUp.join();
        }

        assertThat(err.toString(UTF_8)).contains("nobody knows whether it is stored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | The agent asks for a token: set TOKEN or give --token",
                "' ' | The agent asks for a token: set TOKEN or give --token",
                "wrong | The agent does not know this token (TOKEN or --token)"
            })
    void aTokenThatIsMissingOrUnknownIsAskedFor(String token, String said) throws IOException {
        int code = refusedWith401("{\"type\": \"urn:ilink-notify:unauthorized\", \"detail\": \"a header\"}", token);

        assertThat(code).isEqualTo(SendCommand.REFUSED);
        assertThat(err.toString(UTF_8)).isEqualTo(said + "\n");
    }

    /** A token of the agent would not help there. */
    @Test
    void whatAProxyAsksForIsNotCalledATokenOfTheAgent() throws IOException {
        assertThat(refusedWith401("<h1>401</h1>", "")).isEqualTo(SendCommand.REFUSED);

        assertThat(err.toString(UTF_8)).isEqualTo("Refused with status 401\n");
    }

    private int refusedWith401(String body, String token) throws IOException {
        HttpServer agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        agent.createContext("/notify", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"x\"");
            exchange.sendResponseHeaders(401, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        agent.start();
        try {
            return send("http://127.0.0.1:" + agent.getAddress().getPort(), token, "text");
        } finally {
            agent.stop(0);
        }
    }

    private int send(String server, String token, String... words) {
        return new SendCommand(
                        Map.of("NOTIFY", server, "TOKEN", token),
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(List.of(words))
                .orElseThrow();
    }
}
