package io.ilinknotify.ilink;

import io.ilinknotify.ilink.UploadOutcome.Lost;
import io.ilinknotify.ilink.UploadOutcome.NotReached;
import io.ilinknotify.ilink.UploadOutcome.RateLimited;
import io.ilinknotify.ilink.UploadOutcome.Refused;
import io.ilinknotify.ilink.UploadOutcome.StaleToken;
import io.ilinknotify.ilink.UploadOutcome.Unable;
import io.ilinknotify.ilink.UploadOutcome.Uploaded;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Fault.Timing;
import io.ilinknotify.simulator.Phone.BotCredentials;
import io.ilinknotify.simulator.RecordedSend;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Client and strict server, which read the protocol page apart from each other, over HTTP. */
class MediaThroughSimulatorTest {
    private static final int SIZE = 300_001;

    private final Simulator simulator = Simulator.start();
    private ClientUnderTest test;
    private Account account;
    private byte[] plain;
    private Path file;

    @TempDir
    Path folder;

    @BeforeEach
    void signIn() throws Exception {
        BotCredentials bot = simulator.ilink().signIn();
        account = new Account(bot.botToken(), bot.botId(), bot.userId(), URI.create(bot.baseUrl()));
        test = ClientUnderTest.hasty(FixedIlinkConfig.at(account.baseUrl()).withCdnUrl(URI.create(simulator.cdnUrl())));
        plain = new byte[SIZE];
        new Random(1).nextBytes(plain);
        file = Files.write(folder.resolve("plain"), plain);
    }

    @AfterEach
    void end() {
        test.close();
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({"IMAGE, image, '', false", "VIDEO, video, '', true", "FILE, file, 报告.pdf, false"})
    void whatIsSentStandsOnThePhone(MediaKind kind, String word, String name, boolean onlyFullUrl) {
        simulator.ilink().rules().onlyFullUrl = onlyFullUrl;
        String context = simulator.phone().write("hello");

        assertThat(upload(kind)).isInstanceOfSatisfying(Uploaded.class, uploaded -> {
            OutgoingMessage.Media message = new OutgoingMessage.Media("id-1", context, kind, name, uploaded);
            assertThat(test.client.sendMessage(account, message)).isInstanceOf(SendOutcome.Sent.class);
        });

        assertThat(simulator.phone().media()).singleElement().satisfies(media -> {
            assertThat(media).isEqualTo(new RecordedSend.Media(media.id(), word, name, SIZE, false));
            assertThat(simulator.phone().file(media)).hasValue(plain);
        });
        assertThat(simulator.phone().quotaUsed()).isEqualTo(1);
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(Endpoint.UPLOAD_URL, new Fault.RefusedCall(-1, ""), new Unable("code -1")),
                arguments(Endpoint.UPLOAD_URL, Fault.prepareFailed(), new Unable("code -2: prepare failed")),
                arguments(
                        Endpoint.UPLOAD_URL,
                        new Fault.NoUploadUrl(),
                        new Unable("the server named no address to upload to")),
                arguments(Endpoint.UPLOAD_URL, Fault.staleToken(), new StaleToken()),
                arguments(Endpoint.UPLOAD_URL, Fault.rateLimited(), new RateLimited("code -2: rate limited")),
                arguments(Endpoint.UPLOAD_URL, new Fault.Status(502, Timing.AFTER_DELIVERY), new Lost("HTTP 502")),
                arguments(
                        Endpoint.UPLOAD,
                        new Fault.RefusedUpload(400, "no such type"),
                        new Refused("HTTP 400 no such type")),
                arguments(Endpoint.UPLOAD, new Fault.Status(500, Timing.BEFORE_DELIVERY), new Lost("HTTP 500")),
                arguments(
                        Endpoint.UPLOAD,
                        new Fault.WithoutReference(),
                        new Lost("a try was lost, the next one got HTTP 403 the parameter was used")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatGoesWrongForGoodIsTold(Endpoint endpoint, Fault fault, UploadOutcome outcome) {
        simulator.ilink().fromNowOn(endpoint, fault);
        if (fault instanceof Fault.WithoutReference) {
            simulator.ilink().noMoreFaults();
            simulator.ilink().next(endpoint, fault);
        }

        assertThat(upload(MediaKind.FILE)).isEqualTo(outcome);
        assertThat(simulator.ilink().violations()).isEmpty();
        assertThat(simulator.ilink().sends()).isEmpty();
    }

    @Test
    void anUploadThatIsCutInTheMiddleIsTriedAgain() {
        simulator.ilink().next(Endpoint.UPLOAD, Fault.lostBefore());
        simulator.ilink().next(Endpoint.UPLOAD, new Fault.Status(503, Timing.BEFORE_DELIVERY));

        assertThat(upload(MediaKind.FILE)).isInstanceOf(Uploaded.class);
        assertThat(simulator.ilink().count(Endpoint.UPLOAD)).isEqualTo(3);
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    @Test
    void aServerThatIsGoneIsNotReached() throws Exception {
        try (var closed = new ServerSocket(0)) {
            URI gone = URI.create("http://127.0.0.1:" + closed.getLocalPort());
            account = new Account(account.botToken(), account.botId(), account.userId(), gone);
        }

        assertThat(upload(MediaKind.FILE)).isInstanceOf(NotReached.class);
    }

    private UploadOutcome upload(MediaKind kind) {
        return test.client.upload(account, kind, file);
    }
}
