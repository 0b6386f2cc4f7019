package io.ilinknotify.ilink;

import io.ilinknotify.ilink.SendOutcome.NotReached;
import io.ilinknotify.ilink.SendOutcome.Sent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.net.ServerSocketFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A handshake that fails is "not reached": not one byte of the request went out. */
class IlinkClientTlsTest {
    private static final String SENT = "{\"ret\":0,\"message_id\":7}";

    @TempDir
    static Path folder;

    private static ServerSocketFactory ours;
    private static ServerSocketFactory anothers;
    private static Path caFile;

    @BeforeAll
    static void makeCertificates() throws Exception {
        TestCertificates local = TestCertificates.make(folder, "dns:localhost,dns:ilink.test");
        TestCertificates foreign = TestCertificates.make(folder, "dns:elsewhere.test");
        ours = local.sockets();
        anothers = foreign.sockets();
        caFile = Files.writeString(
                folder.resolve("ca.pem"), "# ours\n" + local.pem() + "\n# and another\n" + foreign.pem());
    }

    private static ClientUnderTest trustingOurs(FixedIlinkConfig config) {
        return new ClientUnderTest(config.withCaFile(caFile), ClientUnderTest.SYSTEM, Map.of());
    }

    private static void assertNotReached(SendOutcome outcome, String cause) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NotReached.class, failed -> assertThat(failed.cause()).matches(cause));
    }

    @Test
    void trustsTheAuthoritiesOfTheCaFile() throws Exception {
        try (RecordingServer server = RecordingServer.playingOverTls(ours, Scripts.answer(200, SENT));
                ClientUnderTest test = trustingOurs(FixedIlinkConfig.at(server.base()))) {
            assertThat(test.send()).isEqualTo(new Sent("7"));
        }
    }

    @Test
    void trustsNobodyElse() throws Exception {
        try (RecordingServer server = RecordingServer.playingOverTls(ours, Scripts.answer(200, SENT));
                ClientUnderTest test =
                        new ClientUnderTest(FixedIlinkConfig.at(server.base()), ClientUnderTest.SYSTEM, Map.of())) {
            assertNotReached(test.send(), "the TLS handshake failed: unable to find valid certification path.*");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void wantsTheNameOfTheHostInTheCertificate() throws Exception {
        try (RecordingServer server = RecordingServer.playingOverTls(anothers, Scripts.answer(200, SENT));
                ClientUnderTest test = trustingOurs(FixedIlinkConfig.at(server.base()))) {
            assertNotReached(test.send(), "the TLS handshake failed: No .*localhost.*");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsNotReached() throws Exception {
        try (Greeter server = new Greeter("220 mail.example.org ESMTP\r\n")) {
            try (ClientUnderTest test = trustingOurs(FixedIlinkConfig.at(server.base()))) {
                assertNotReached(test.send(), "the TLS handshake failed: not an SSL/TLS record.*");
            }
        }
    }

    @Test
    void aServerThatHangsUpInTheHandshakeIsNotReached() throws Exception {
        try (Greeter server = new Greeter("")) {
            try (ClientUnderTest test = trustingOurs(FixedIlinkConfig.at(server.base()))) {
                assertNotReached(test.send(), "the TLS handshake failed: .*");
            }
        }
    }

    @Test
    void aServerThatIsSilentInTheHandshakeIsNotReached() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            URI base = URI.create("https://localhost:" + silent.getLocalPort());
            try (ClientUnderTest test = ClientUnderTest.impatient(FixedIlinkConfig.at(base), ClientUnderTest.SYSTEM)) {
                assertNotReached(test.send(), "no connection within \\d+ m?s");
            }
        }
    }

    /** Reads what comes first, says one thing, and hangs up. */
    private static final class Greeter implements AutoCloseable {
        private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        private final String greeting;

        Greeter(String greeting) throws IOException {
            this.greeting = greeting;
            Thread.ofVirtual().start(this::greet);
        }

        URI base() {
            return URI.create("https://localhost:" + listening.getLocalPort());
        }

        private void greet() {
            try (Socket socket = listening.accept()) {
                if (socket.getInputStream().read() >= 0) {
                    socket.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException closed) {
                // The client went away.
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }

    @Test
    void goesThroughTheProxyOfTheSetting() throws Exception {
        try (RecordingServer server = RecordingServer.playingOverTls(ours, Scripts.answer(200, SENT));
                RecordingProxy proxy = RecordingProxy.passingOnTo(server);
                ClientUnderTest test = trustingOurs(FixedIlinkConfig.at(URI.create("https://ilink.test"))
                        .withProxy("http://us%40er:p%3Ass@" + proxy.address()))) {
            assertThat(test.send()).isEqualTo(new Sent("7"));
            assertThat(proxy.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .startsWith("CONNECT ilink.test:443 HTTP/1.1\r\n")
                            .containsIgnoringCase("proxy-authorization: Basic dXNAZXI6cDpzcw==\r\n")
                            .doesNotContain("bot-token"));
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .startsWith("POST /ilink/bot/sendmessage HTTP/1.1\r\n")
                            .contains("host: ilink.test\r\n")
                            .doesNotContainIgnoringCase("proxy-authorization"));
        }
    }

    @Test
    void anUploadGoesTheSameWay() throws Exception {
        Path file = Files.writeString(folder.resolve("plain"), "hello");
        try (RecordingServer server = RecordingServer.playingOverTls(
                        ours,
                        Scripts.inTurn(
                                Scripts.answer(200, "{\"upload_param\":\"p\"}"),
                                Scripts.head(200, "x-encrypted-param: r")));
                RecordingProxy proxy = RecordingProxy.passingOnTo(server);
                ClientUnderTest test = trustingOurs(FixedIlinkConfig.at(URI.create("https://ilink.test"))
                        .withCdnUrl(URI.create("https://ilink.test/c2c"))
                        .withProxy("http://" + proxy.address()))) {
            assertThat(test.client.upload(test.session(), MediaKind.FILE, file))
                    .isInstanceOf(UploadOutcome.Uploaded.class);
            assertThat(proxy.requests()).hasSize(2);
            assertThat(server.requests().get(1)).startsWith("POST /c2c/upload?").contains("content-length: 16\r\n");
        }
    }

    @Test
    void goesThroughTheProxyOfTheEnvironment() throws Exception {
        try (RecordingServer server = RecordingServer.playingOverTls(ours, Scripts.answer(200, SENT));
                RecordingProxy proxy = RecordingProxy.passingOnTo(server);
                ClientUnderTest test = new ClientUnderTest(
                        FixedIlinkConfig.at(URI.create("https://ilink.test")).withCaFile(caFile),
                        ClientUnderTest.SYSTEM,
                        Map.of("HTTPS_PROXY", proxy.address()))) {
            assertThat(test.send()).isEqualTo(new Sent("7"));
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void aProxyThatRefusesIsNotReached() throws Exception {
        try (RecordingProxy proxy = RecordingProxy.refusing("403 Forbidden");
                ClientUnderTest test = trustingOurs(FixedIlinkConfig.at(URI.create("https://ilink.test"))
                        .withProxy("http://user:pass-word@" + proxy.address()))) {
            SendOutcome outcome = test.send();

            assertNotReached(outcome, "the proxy refused: .*403 Forbidden.*");
            assertThat(outcome.toString())
                    .contains("by way of the proxy " + proxy.address())
                    .doesNotContain("pass-word");
        }
    }

    @Test
    void aProxyThatIsNotThereIsNotReached() throws Exception {
        RecordingProxy proxy = RecordingProxy.refusing("403 Forbidden");
        proxy.close();
        try (ClientUnderTest test = trustingOurs(
                FixedIlinkConfig.at(URI.create("https://ilink.test")).withProxy("http://" + proxy.address()))) {
            assertNotReached(test.send(), "no connection: Connection refused.*by way of the proxy.*");
        }
    }

    @Test
    void plainHttpGoesThroughTheProxyToo() throws Exception {
        try (RecordingServer server = RecordingServer.answering(SENT);
                RecordingProxy proxy = RecordingProxy.passingOnTo(server);
                ClientUnderTest test = trustingOurs(FixedIlinkConfig.at(URI.create("http://ilink.test:8091"))
                        .withProxy("http://" + proxy.address()))) {
            assertThat(test.send()).isEqualTo(new Sent("7"));
            assertThat(proxy.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .startsWith("POST http://ilink.test:8091/ilink/bot/sendmessage HTTP/1.1\r\n"));
        }
    }

    @Test
    void aProxyThatWantsAPasswordHasPassedNothingOn() throws Exception {
        try (RecordingProxy proxy = RecordingProxy.refusing("407 Proxy Authentication Required");
                ClientUnderTest plain = trustingOurs(
                        FixedIlinkConfig.at(URI.create("http://ilink.test")).withProxy("http://" + proxy.address()));
                ClientUnderTest tls = trustingOurs(
                        FixedIlinkConfig.at(URI.create("https://ilink.test")).withProxy("http://" + proxy.address()))) {
            assertNotReached(plain.send(), "the proxy .* wants a user and a password");
            assertNotReached(tls.send(), "the proxy refused: .*407.*");
        }
    }
}
