package io.ilinknotify.ilink;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** In the running application: one client for who wants it, and no log tells what it is trusted with. */
@QuarkusTest
class IlinkClientWiringTest {
    @Inject
    IlinkClient client;

    @Inject
    MessageSender sender;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void theSenderIsTheClient() throws Exception {
        try (RecordingServer server = RecordingServer.answering("{\"ret\":0,\"message_id\":7}")) {
            Account session = new Account("bot-token-of-a-test", "b@im.bot", "o9@im.wechat", server.base());

            assertThat(sender).isSameAs(client);
            assertThat(sender.sendMessage(session, new OutgoingMessage.Text("id", "ctx", "text")))
                    .isEqualTo(new SendOutcome.Sent("7"));
        }
    }

    @Test
    void noLogTellsATokenHoweverMuchItTells() throws Exception {
        List<String> secrets =
                List.of("bot-token-of-a-test", "context-of-a-test", "text-of-a-test", "qrcode-of-a-test");
        Everything log = new Everything();
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.addHandler(log);
        root.setLevel(Level.ALL);
        try (RecordingServer good = RecordingServer.answering("{\"ret\":0,\"errmsg\":\"" + secrets + "\"}");
                RecordingServer bad = RecordingServer.playing(
                        Scripts.rawThenClose("bot-token-of-a-test nonsense " + secrets + "\r\n\r\n"))) {
            for (RecordingServer server : List.of(good, bad)) {
                Account session = new Account("bot-token-of-a-test", "b@im.bot", "o9@im.wechat", server.base());
                SendOutcome sent = client.sendMessage(
                        session, new OutgoingMessage.Text("id", "context-of-a-test", "text-of-a-test"));
                UpdatesOutcome polled = client.getUpdates(session, "", Duration.ofSeconds(1), () -> {});
                QrStatus status = client.pollQrStatus(server.base(), "qrcode-of-a-test", Optional.of("1234"));
                Logger.getLogger("test").info("outcomes: " + List.of(sent, polled, status));
            }
        } finally {
            root.setLevel(before);
            root.removeHandler(log);
        }

        assertThat(log.lines).filteredOn(line -> line.contains("outcomes: ")).hasSize(2);
        assertThat(log.lines)
                .noneMatch(line -> line.contains("nonsense"))
                .noneMatch(line -> secrets.stream().anyMatch(line::contains));
    }

    @Test
    void noMetricTellsTheCodesOfASignIn() throws Exception {
        try (RecordingServer server = RecordingServer.answering("{\"status\":\"wait\"}")) {
            assertThat(client.pollQrStatus(server.base(), "qrcode-of-a-test", Optional.of("verify-code-of-a-test")))
                    .isEqualTo(new QrStatus.Waiting());
        }

        String page = given().get(metrics).asString();
        assertThat(page).contains("jvm_").doesNotContain("of-a-test", "http_client_");
    }

    /** Keeps every line of every logger. */
    private static final class Everything extends Handler {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        Everything() {
            setLevel(Level.ALL);
            setFormatter(new SimpleFormatter());
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(getFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
