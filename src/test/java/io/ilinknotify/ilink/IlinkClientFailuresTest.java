package io.ilinknotify.ilink;

import io.ilinknotify.ilink.RecordingServer.Script;
import io.ilinknotify.ilink.SendOutcome.Lost;
import io.ilinknotify.ilink.SendOutcome.NotReached;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every way in which a network and a server can fail a call. */
class IlinkClientFailuresTest {
    private static URI nobody() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return URI.create("http://127.0.0.1:" + taken.getLocalPort());
        }
    }

    static Stream<Arguments> answersThatAreNone() {
        return Stream.of(
                arguments("reset", Scripts.reset(), "Connection reset|the connection was cut"),
                arguments("close", Scripts.close(), "the connection was cut"),
                arguments("half a head", Scripts.rawThenClose("HTTP/1.1 200 OK\r\nConte"), "the connection was cut"),
                arguments(
                        "half a body",
                        Scripts.rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{\"ret\":0,"),
                        "the connection was cut"),
                arguments(
                        "half a chunk",
                        Scripts.rawThenClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"ret\":0"),
                        "the connection was cut"),
                arguments("a flood", Scripts.flood(), "the answer is longer than 100000 bytes"),
                arguments("not HTTP", Scripts.rawThenClose("SSH-2.0-OpenSSH\r\n\r\n"), "the answer is not HTTP"),
                arguments("a huge head", Scripts.raw("HTTP/1.1 200 " + "X".repeat(100_000)), ".*larger than.*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatAreNone")
    void aSendWithoutAWholeAnswerIsLost(String name, Script script, String cause) throws Exception {
        try (RecordingServer server = RecordingServer.playing(script);
                ClientUnderTest test = ClientUnderTest.at(server.base())) {
            SendOutcome outcome = test.send();

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Lost.class, lost -> assertThat(lost.cause()).matches(cause));
            assertThat(server.requests()).hasSize(1);
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    static Stream<Arguments> answersThatTakeTooLong() {
        return Stream.of(arguments("silence", Scripts.untilClosed()), arguments("a drip", Scripts.drip()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatTakeTooLong")
    void aSendWhoseAnswerTakesTooLongIsLost(String name, Script script) throws Exception {
        try (RecordingServer server = RecordingServer.playing(script);
                ClientUnderTest test = ClientUnderTest.impatient(server.base())) {
            SendOutcome outcome = test.send();

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Lost.class, lost -> assertThat(lost.cause()).matches("no whole answer within \\d+ m?s"));
            assertThat(server.requests()).hasSize(1);
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void aRefusedConnectionIsNotReached() throws Exception {
        try (ClientUnderTest test = ClientUnderTest.at(nobody())) {
            assertThat(test.send())
                    .isInstanceOfSatisfying(
                            NotReached.class,
                            outcome -> assertThat(outcome.cause()).startsWith("no connection: Connection refused"));
        }
    }

    @Test
    void anUnknownNameIsNotReached() {
        HttpCalls.NameLookup broken = host -> {
            throw new UnknownHostException(host + ": Temporary failure in name resolution");
        };
        try (ClientUnderTest test =
                new ClientUnderTest(FixedIlinkConfig.at(URI.create("http://nowhere.test")), broken, Map.of())) {
            assertThat(test.send())
                    .isEqualTo(new NotReached(
                            "the name of the host is not known: nowhere.test: Temporary failure in name resolution"));
        }
    }

    @Test
    void aResolverThatHangsIsNotReached() {
        CountDownLatch end = new CountDownLatch(1);
        HttpCalls.NameLookup hanging = host -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        try (ClientUnderTest test =
                ClientUnderTest.impatient(FixedIlinkConfig.at(URI.create("http://nowhere.test")), hanging)) {
            assertThat(test.send())
                    .isInstanceOfSatisfying(
                            NotReached.class,
                            outcome -> assertThat(outcome.cause()).matches("no connection within \\d+ m?s"));
            end.countDown();
        }
    }

    @Test
    void anAnswerAfterWeGaveUpConnectingFindsNobodyWhoWrites() throws Exception {
        CountDownLatch resolved = new CountDownLatch(1);
        HttpCalls.NameLookup slow = host -> {
            try {
                resolved.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(InetAddress.getByName("127.0.0.1"));
        };
        try (RecordingServer server = RecordingServer.answering("{}");
                ClientUnderTest test = ClientUnderTest.impatient(FixedIlinkConfig.at(server.base()), slow)) {
            SendOutcome outcome = test.send();
            resolved.countDown();
            await().untilAsserted(() -> assertThat(server.connections()).isEqualTo(1));
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());

            assertThat(outcome).isInstanceOf(NotReached.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aSecondAddressIsTriedWhenTheFirstIsDead() throws Exception {
        HttpCalls.NameLookup two =
                host -> List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1"));
        try (RecordingServer server = RecordingServer.answering("{\"ret\":0,\"message_id\":7}");
                ClientUnderTest test = new ClientUnderTest(FixedIlinkConfig.at(server.base()), two, Map.of())) {
            assertThat(test.send()).isEqualTo(new SendOutcome.Sent("7"));
        }
    }

    @Test
    void anAddressWithoutAHostIsNotReached() {
        try (ClientUnderTest test = ClientUnderTest.at(URI.create("mailto:x"))) {
            assertThat(test.send()).isInstanceOf(NotReached.class);
        }
    }

    @Test
    void aTokenThatNoHeaderTakesIsNotReachedAndNotTold() throws Exception {
        try (RecordingServer server = RecordingServer.answering("{}");
                ClientUnderTest test = ClientUnderTest.at(server.base())) {
            SendOutcome outcome = test.client.sendMessage(
                    new Account("to\nken", "b@im.bot", "o9@im.wechat", server.base()),
                    new OutgoingMessage.Text("id", "ctx", "text"));

            assertThat(outcome).isEqualTo(new NotReached("a header cannot be written"));
            assertThat(server.requests()).isEmpty();
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void sendsDoNotShareAConnection() throws Exception {
        try (RecordingServer server = RecordingServer.answering("{\"ret\":0,\"message_id\":7}");
                ClientUnderTest test = ClientUnderTest.at(server.base())) {
            for (int i = 0; i < 12; i++) {
                assertThat(test.send()).isEqualTo(new SendOutcome.Sent("7"));
            }

            assertThat(server.connections()).isEqualTo(12);
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (RecordingServer elsewhere = RecordingServer.answering("{\"ret\":0,\"message_id\":7}");
                RecordingServer server = RecordingServer.playing(Scripts.redirect(elsewhere.base() + "/x"));
                ClientUnderTest test = ClientUnderTest.at(server.base())) {
            assertThat(test.send()).isEqualTo(new SendOutcome.OtherCode(302, "HTTP 302"));
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void anAnswerBeforeALateConnectionEndCounts() throws Exception {
        Script untilTheEnd =
                Scripts.rawThenClose("HTTP/1.1 200 OK\r\n\r\n{\"ret\":0,\"message_id\":18446744073709551615}");
        try (RecordingServer server = RecordingServer.playing(untilTheEnd);
                ClientUnderTest test = ClientUnderTest.at(server.base())) {
            assertThat(test.send()).isEqualTo(new SendOutcome.Sent("18446744073709551615"));
        }
    }

    @Test
    void anInterruptDoesNotAbortASend() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        Script late = socket -> {
            asked.countDown();
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Scripts.answer(200, "{\"ret\":0,\"message_id\":7}").play(socket);
        };
        try (RecordingServer server = RecordingServer.playing(late);
                ClientUnderTest test =
                        new ClientUnderTest(FixedIlinkConfig.at(server.base()), ClientUnderTest.SYSTEM, Map.of())) {
            SendOutcome[] outcome = new SendOutcome[1];
            boolean[] stillSet = new boolean[1];
            Thread sender = Thread.ofVirtual().start(() -> {
                outcome[0] = test.send();
                stillSet[0] = Thread.currentThread().isInterrupted();
            });
            asked.await();
            sender.interrupt();
            mayAnswer.countDown();

            assertThat(sender.join(Duration.ofSeconds(5))).isTrue();
            assertThat(outcome[0]).isEqualTo(new SendOutcome.Sent("7"));
            assertThat(stillSet[0]).isTrue();
        }
    }

    @Test
    void theSmallCallsFailAsData() throws Exception {
        try (ClientUnderTest test = ClientUnderTest.at(nobody())) {
            assertThat(test.client.notifyStart(test.session())).isInstanceOf(ConnectionOutcome.Failed.class);
            assertThat(test.client.fetchQrCode(List.of())).isInstanceOf(QrCodeOutcome.Failed.class);
            assertThat(test.client.checkConnection(test.session(), "")).isInstanceOf(ConnectionOutcome.Failed.class);
            assertThat(test.pollQr()).isInstanceOf(QrStatus.NoAnswer.class);
        }
    }

    @Test
    void notifyStopEndsWithItsOwnTime() throws Exception {
        try (RecordingServer server = RecordingServer.playing(Scripts.untilClosed());
                ClientUnderTest test = ClientUnderTest.at(server.base())) {
            ConnectionOutcome outcome = test.client.notifyStop(test.session(), Duration.ofMillis(150));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ConnectionOutcome.Failed.class,
                            failed -> assertThat(failed.cause()).matches("no whole answer within \\d+ m?s"));
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void anInterruptEndsASmallCallAndStaysSet() throws Exception {
        try (RecordingServer server = RecordingServer.playing(Scripts.untilClosed());
                ClientUnderTest test = ClientUnderTest.at(server.base())) {
            Thread.currentThread().interrupt();

            ConnectionOutcome outcome = test.client.notifyStart(test.session());

            assertThat(outcome).isEqualTo(new ConnectionOutcome.Failed("interrupted", false));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aClosedClientReachesNobody() throws Exception {
        try (RecordingServer server = RecordingServer.answering("{}");
                ClientUnderTest test = ClientUnderTest.at(server.base())) {
            test.client.close();

            assertThat(test.send()).isInstanceOf(NotReached.class);
        }
    }
}
