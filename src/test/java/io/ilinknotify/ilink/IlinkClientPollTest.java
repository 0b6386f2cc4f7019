package io.ilinknotify.ilink;

import io.ilinknotify.ilink.RecordingServer.Script;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** Held requests: what ends them, and that nothing of them stays behind. */
class IlinkClientPollTest {
    @Test
    void aPollThatTheServerNeverEndsIsQuietAndItsConnectionClosed() throws Exception {
        try (RecordingServer server = RecordingServer.playing(Scripts.untilClosed());
                ClientUnderTest test = ClientUnderTest.impatient(server.base())) {
            assertThat(test.poll()).isEqualTo(new UpdatesOutcome.Quiet());
            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void aLateCutIsQuietAndAnEarlyOneAFailure() throws Exception {
        try (RecordingServer late = RecordingServer.playing(Scripts.closeAfter(400));
                RecordingServer early = RecordingServer.playing(Scripts.close());
                ClientUnderTest withLate = ClientUnderTest.impatient(late.base());
                ClientUnderTest withEarly = ClientUnderTest.at(early.base())) {
            assertThat(withLate.poll()).isEqualTo(new UpdatesOutcome.Quiet());
            assertThat(withEarly.poll()).isEqualTo(new UpdatesOutcome.Failed("the connection was cut", true));
        }
    }

    @Test
    void halfAnAnswerIsAFailureHoweverLate() throws Exception {
        try (RecordingServer server = RecordingServer.playing(Scripts.drip());
                ClientUnderTest test = ClientUnderTest.impatient(server.base())) {
            // Long enough for the first byte of the answer to come on a busy machine.
            assertThat(test.client.getUpdates(test.session(), "", Duration.ofSeconds(2), () -> {}))
                    .isInstanceOf(UpdatesOutcome.Failed.class);
        }
    }

    @Test
    void tellsThatTheServerHoldsThePollAndNothingWhenItAnswersAtOnce() throws Exception {
        AtomicInteger held = new AtomicInteger();
        try (RecordingServer holding = RecordingServer.playing(Scripts.closeAfter(900));
                RecordingServer hasty = RecordingServer.playing(Scripts.close());
                ClientUnderTest withHolding = ClientUnderTest.impatient(holding.base());
                ClientUnderTest withHasty = ClientUnderTest.impatient(hasty.base())) {
            withHasty.client.getUpdates(withHasty.session(), "", Duration.ofSeconds(1), held::incrementAndGet);
            assertThat(held).hasValue(0);
            withHolding.client.getUpdates(withHolding.session(), "", Duration.ofSeconds(1), held::incrementAndGet);
            assertThat(held).hasValue(1);
        }
    }

    @Test
    void anInterruptClosesAPollAtOnce() throws Exception {
        closesWithinASecond(test -> test.client.getUpdates(test.session(), "", Duration.ofMinutes(1), () -> {}));
    }

    @Test
    void anInterruptClosesAPollOfTheQrCodeAtOnce() throws Exception {
        closesWithinASecond(test -> test.client.pollQrStatus(test.config.baseUrl(), "qr", Optional.empty()));
    }

    private interface Poll {
        Object go(ClientUnderTest test) throws InterruptedException;
    }

    private static void closesWithinASecond(Poll poll) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Script held = socket -> {
            asked.countDown();
            Scripts.untilClosed().play(socket);
        };
        AtomicReference<Object> end = new AtomicReference<>();
        try (RecordingServer server = RecordingServer.playing(held);
                ClientUnderTest test = new ClientUnderTest(
                        FixedIlinkConfig.at(server.base()).withPollHold(Duration.ofMinutes(1)),
                        ClientUnderTest.SYSTEM,
                        Map.of())) {
            Thread poller = Thread.ofVirtual().start(() -> end.set(result(() -> poll.go(test))));
            asked.await();
            poller.interrupt();

            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(server.openConnections()).isZero());
            assertThat(poller.join(Duration.ofSeconds(1))).isTrue();
            assertThat(end.get()).isInstanceOf(InterruptedException.class);
        }
    }

    private static Object result(Callable<Object> call) {
        try {
            return call.call();
        } catch (Exception e) {
            return e;
        }
    }

    @Test
    void nobodyToPollIsAFailure() throws Exception {
        RecordingServer server = RecordingServer.answering("{}");
        server.close();
        try (ClientUnderTest test = ClientUnderTest.at(server.base())) {
            assertThat(test.poll()).isInstanceOf(UpdatesOutcome.Failed.class);
        }
    }

    @Test
    void anAnswerComesThroughWhole() throws Exception {
        String answer = """
                {"ret":0,"get_updates_buf":"next","longpolling_timeout_ms":40000,"sync_buf":"",
                 "msgs":[{"seq":1,"message_id":18446744073709551615,"from_user_id":"o9@im.wechat","to_user_id":"b@im.bot",
                   "message_type":1,"message_state":2,"context_token":"ctx-2","create_time_ms":1763800000123,
                   "item_list":[{"type":1,"text_item":{"text":"好"}}],"something_new":{"a":[1]}}]}""";
        try (RecordingServer server = RecordingServer.answering(answer);
                ClientUnderTest test = ClientUnderTest.at(server.base())) {
            UpdatesOutcome outcome = test.poll();

            assertThat(outcome).isInstanceOfSatisfying(UpdatesOutcome.Received.class, received -> {
                assertThat(received.cursor()).isEqualTo("next");
                assertThat(received.nextHold()).contains(Duration.ofSeconds(40));
                assertThat(received.messages())
                        .extracting(
                                InboundMessage::messageId,
                                InboundMessage::fromUserId,
                                InboundMessage::fromUser,
                                InboundMessage::contextToken)
                        .isEqualTo(List.of(tuple("18446744073709551615", "o9@im.wechat", true, "ctx-2")));
            });
        }
    }
}
