package io.ilinknotify.ilink;

import io.ilinknotify.ilink.RecordingServer.Script;
import io.ilinknotify.ilink.UploadOutcome.Lost;
import io.ilinknotify.ilink.UploadOutcome.NotReached;
import io.ilinknotify.ilink.UploadOutcome.RateLimited;
import io.ilinknotify.ilink.UploadOutcome.Refused;
import io.ilinknotify.ilink.UploadOutcome.StaleToken;
import io.ilinknotify.ilink.UploadOutcome.Unable;
import io.ilinknotify.ilink.UploadOutcome.Uploaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every way in which an upload ends. */
class CdnUploadTest {
    private static final Script URL = Scripts.answer(200, "{\"upload_param\":\"p\"}");
    private static final Script TAKEN = Scripts.head(200, "x-encrypted-param: ref");

    @TempDir
    Path folder;

    static Stream<Arguments> answersWithoutAnAddress() {
        return Stream.of(
                arguments(200, "{\"ret\":-1}", new Unable("code -1")),
                arguments(200, "{\"ret\":-2,\"errmsg\":\"\"}", new Unable("code -2")),
                arguments(200, "{\"errcode\":-2,\"errmsg\":\"not allowed\"}", new Unable("code -2: not allowed")),
                arguments(200, "{}", new Unable("the server named no address to upload to")),
                arguments(200, "{\"upload_param\":\"\"}", new Unable("the server named no address to upload to")),
                arguments(200, "{\"ret\":-14,\"errmsg\":\"session timeout\"}", new StaleToken()),
                arguments(200, "{\"ret\":-2,\"errmsg\":\"rate limited\"}", new RateLimited("code -2: rate limited")),
                arguments(200, "{\"ret\":-12}", new RateLimited("code -12")),
                arguments(429, "", new RateLimited("HTTP 429")),
                arguments(200, "{\"ret\":-3,\"errmsg\":\"bad aeskey\"}", new Refused("code -3: bad aeskey")),
                arguments(403, "", new Refused("HTTP 403")),
                arguments(503, "", new Lost("HTTP 503")),
                arguments(200, "no", new Lost("the answer is not a JSON object")));
    }

    @ParameterizedTest
    @MethodSource("answersWithoutAnAddress")
    void withoutAnAddressNothingIsUploaded(int status, String body, UploadOutcome outcome) throws Exception {
        try (RecordingServer server = RecordingServer.playing(Scripts.answer(status, body))) {
            assertThat(upload(server)).isEqualTo(outcome);
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> cdns() {
        Script busy = Scripts.head(503, "x-error-message: busy");
        Script no = Scripts.head(400, "x-error-message: file too large");
        Script without = Scripts.head(200, "x-other: 1");
        Uploaded uploaded = new Uploaded("ref", "*", 5, 16);
        return Stream.of(
                arguments(new Script[] {TAKEN}, uploaded, 1),
                arguments(new Script[] {busy, Scripts.reset(), TAKEN}, uploaded, 3),
                arguments(new Script[] {busy, busy, busy, TAKEN}, new Lost("HTTP 503 busy"), 3),
                arguments(new Script[] {without, TAKEN}, uploaded, 2),
                arguments(new Script[] {without}, new Lost("the answer has no reference"), 3),
                arguments(new Script[] {Scripts.redirect("http://127.0.0.1:9/x")}, new Lost("HTTP 302"), 3),
                arguments(new Script[] {Scripts.close()}, new Lost("the connection was cut"), 3),
                arguments(new Script[] {Scripts.flood()}, new Lost("the answer is longer than 100000 bytes"), 3),
                arguments(new Script[] {no, TAKEN}, new Refused("HTTP 400 file too large"), 1),
                arguments(new Script[] {Scripts.answer(404, "")}, new Refused("HTTP 404"), 1),
                // The lost try may have used the address up.
                arguments(
                        new Script[] {busy, no, TAKEN},
                        new Lost("a try was lost, the next one got HTTP 400 file too large"),
                        2));
    }

    @ParameterizedTest
    @MethodSource("cdns")
    void itIsTriedThreeTimesAndARefusalEndsIt(Script[] cdn, UploadOutcome outcome, int tries) throws Exception {
        try (RecordingServer server = RecordingServer.playing(Scripts.inTurn(cdn));
                RecordingServer api = RecordingServer.playing(URL)) {
            UploadOutcome got = upload(api, server.base());

            assertThat(withoutKey(got)).isEqualTo(outcome);
            assertThat(server.requests()).hasSize(tries);
            assertThat(api.requests()).hasSize(1);
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void aSecretThatTheCdnRepeatsIsNotTold() throws Exception {
        String[] key = new String[1];
        RecordingServer[] api = new RecordingServer[1];
        Script telling = socket -> {
            key[0] = api[0].requests().getFirst().split("\"aeskey\":\"")[1].substring(0, 32);
            Scripts.head(400, "x-error-message: wrong key " + key[0]).play(socket);
        };
        try (RecordingServer first = RecordingServer.playing(URL);
                RecordingServer cdn = RecordingServer.playing(telling)) {
            api[0] = first;

            assertThat(upload(first, cdn.base())).isEqualTo(new Refused("HTTP 400 wrong key [redacted]"));
        }
    }

    @Test
    void noConnectionIsNotReached() throws Exception {
        URI nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = URI.create("http://127.0.0.1:" + taken.getLocalPort());
        }
        try (RecordingServer api = RecordingServer.playing(URL)) {
            assertThat(upload(api, nobody)).isInstanceOf(NotReached.class);
        }
    }

    @Test
    void aFullUrlIsUsedAsItStandsIfItIsOfTheConfiguredHost() throws Exception {
        try (RecordingServer cdn = RecordingServer.playing(TAKEN);
                RecordingServer api = RecordingServer.answering(
                        "{\"upload_param\":\"\",\"upload_full_url\":\"" + cdn.base() + "/a/b/?x=%2B1&y=/\"}")) {
            assertThat(upload(api, cdn.base())).isInstanceOf(Uploaded.class);
            assertThat(cdn.requests().getFirst()).startsWith("POST /a/b/?x=%2B1&y=/ HTTP/1.1\r\n");
        }
    }

    @Test
    void aForeignFullUrlIsNotUsed() throws Exception {
        try (RecordingServer foreign = RecordingServer.playing(TAKEN);
                RecordingServer cdn = RecordingServer.playing(TAKEN)) {
            String full = "\"upload_full_url\":\"http://127.0.0.1:" + foreign.port() + "/u?secret=1\"";
            try (RecordingServer without = RecordingServer.answering("{" + full + "}");
                    RecordingServer with = RecordingServer.answering("{\"upload_param\":\"p\"," + full + "}")) {
                assertThat(upload(without, cdn.base()))
                        .isEqualTo(new Unable("The server named the address \"http://127.0.0.1:" + foreign.port()
                                + "/u\", which is refused because the host is a foreign one: files are given only to"
                                + " https hosts under qq.com, or to the host of ilink.cdn-url (localhost)."));
                assertThat(upload(with, cdn.base())).isInstanceOf(Uploaded.class);
            }
            assertThat(cdn.requests()).hasSize(1);
            assertThat(foreign.connections()).isZero();
        }
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithoutACall() throws Exception {
        try (RecordingServer server = RecordingServer.playing(URL);
                ClientUnderTest test = ClientUnderTest.at(server.base())) {
            assertThat(test.client.upload(test.session(), MediaKind.FILE, folder.resolve("none")))
                    .isEqualTo(new Refused("the file cannot be read: NoSuchFileException"));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aCdnThatIsTooSlowIsGivenUp() throws Exception {
        try (RecordingServer api = RecordingServer.playing(URL);
                RecordingServer cdn = RecordingServer.playing(Scripts.untilClosed());
                ClientUnderTest test = ClientUnderTest.impatient(
                        FixedIlinkConfig.at(api.base()).withCdnUrl(cdn.base()), ClientUnderTest.SYSTEM)) {
            UploadOutcome outcome = test.client.upload(test.session(), MediaKind.FILE, file(5));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Lost.class, lost -> assertThat(lost.cause()).matches("no whole answer within \\d+ m?s"));
            assertThat(cdn.requests()).hasSize(3);
            await().untilAsserted(() -> assertThat(cdn.openConnections()).isZero());
        }
    }

    @Test
    void anInterruptEndsItAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Script silent = socket -> {
            asked.countDown();
            Scripts.untilClosed().play(socket);
        };
        try (RecordingServer api = RecordingServer.playing(URL);
                RecordingServer cdn = RecordingServer.playing(silent)) {
            UploadOutcome[] outcome = new UploadOutcome[1];
            boolean[] stillSet = new boolean[1];
            Thread uploading = Thread.ofVirtual().start(() -> {
                outcome[0] = upload(api, cdn.base());
                stillSet[0] = Thread.currentThread().isInterrupted();
            });
            asked.await();
            uploading.interrupt();

            assertThat(uploading.join(Duration.ofSeconds(5))).isTrue();
            assertThat(outcome[0]).isEqualTo(new Lost("interrupted"));
            assertThat(stillSet[0]).isTrue();
            await().untilAsserted(() -> assertThat(cdn.openConnections()).isZero());
        }
    }

    @Test
    void aRefusalInTheMiddleOfALargeFileIsHeard() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        try (ServerSocket cdn = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RecordingServer api = RecordingServer.playing(URL)) {
            Thread.ofVirtual().start(() -> {
                try (var socket = cdn.accept()) {
                    socket.getInputStream().readNBytes(100_000);
                    socket.getOutputStream()
                            .write("HTTP/1.1 413 X\r\nx-error-message: too large\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    heard.await();
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            URI base = URI.create("http://localhost:" + cdn.getLocalPort());
            Path large = file(50_000_000);

            assertThat(upload(api, base, large)).isEqualTo(new Refused("HTTP 413 too large"));
            heard.countDown();
            await().untilAsserted(() -> assertThat(openFiles()).doesNotContain(large.toString()));
        }
    }

    private static java.util.List<String> openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.map(CdnUploadTest::target).toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private UploadOutcome upload(RecordingServer api) throws Exception {
        return upload(api, api.base());
    }

    private UploadOutcome upload(RecordingServer api, URI cdn) {
        return upload(api, cdn, file(5));
    }

    private static UploadOutcome upload(RecordingServer api, URI cdn, Path file) {
        try (ClientUnderTest test =
                ClientUnderTest.hasty(FixedIlinkConfig.at(api.base()).withCdnUrl(cdn))) {
            return test.client.upload(test.session(), MediaKind.FILE, file);
        }
    }

    private static UploadOutcome withoutKey(UploadOutcome outcome) {
        return outcome instanceof Uploaded u
                ? new Uploaded(u.reference(), "*", u.plainSize(), u.cipherSize())
                : outcome;
    }

    private Path file(long size) {
        Path path = folder.resolve(size + ".bin");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
            return path;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
