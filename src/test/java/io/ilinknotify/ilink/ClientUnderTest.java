package io.ilinknotify.ilink;

import io.vertx.core.Vertx;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A client with short times, and a resolver that a test may break. */
final class ClientUnderTest implements AutoCloseable {
    static final int LARGEST_ANSWER = 100_000;
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(700));

    private final Vertx vertx = Vertx.vertx();
    final IlinkClient client;
    final FixedIlinkConfig config;

    ClientUnderTest(FixedIlinkConfig config, NameLookup names, Map<String, String> environment) {
        this.config = config;
        AtomicInteger random = new AtomicInteger();
        HttpWire wire = new HttpWire(
                vertx,
                ProxyRule.of(config.proxy(), environment),
                config.caFile().map(TrustedAuthorities::read),
                names,
                LARGEST_ANSWER);
        client = new IlinkClient(config, new IlinkRequests(config, random::incrementAndGet), wire, SHORT);
    }

    static ClientUnderTest at(URI base) {
        return new ClientUnderTest(impatient(base), NameLookup.system(), Map.of());
    }

    /** Calls end after 0.7 s, polls after 0.7 s, polls cut after 0.3 s were held. */
    static FixedIlinkConfig impatient(URI base) {
        return FixedIlinkConfig.at(base).withSendTimeout(Duration.ofMillis(700)).withPollHold(Duration.ofMillis(200));
    }

    BotSession session() {
        return new BotSession("bot-token-of-a-test", config.baseUrl());
    }

    SendOutcome send() {
        return client.sendMessage(session(), new OutgoingText("id-1", "o9@im.wechat", "context-of-a-test", "text"));
    }

    UpdatesOutcome poll() throws InterruptedException {
        return client.getUpdates(session(), "cursor", config.pollHold());
    }

    QrStatus pollQr() throws InterruptedException {
        return client.pollQrStatus(config.baseUrl(), "qrcode-of-a-test", Optional.empty());
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
