package io.ilinknotify.ilink;

import io.vertx.core.Vertx;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client with a resolver and with times that a test may choose. */
final class ClientUnderTest implements AutoCloseable {
    static final int LARGEST_ANSWER = 100_000;
    static final HttpCalls.NameLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** What the product has: nothing ends before a test does. */
    private static final IlinkClient.Timeouts PATIENT = IlinkClient.Timeouts.DEFAULTS;

    private static final IlinkClient.Timeouts IMPATIENT = new IlinkClient.Timeouts(
            Duration.ofMillis(300),
            Duration.ofMillis(500),
            Duration.ofMillis(300),
            Duration.ofMillis(700),
            Duration.ofMillis(1));

    private final Vertx vertx = Vertx.vertx();
    final IlinkClient client;
    final FixedIlinkConfig config;

    private static final IlinkClient.Timeouts HASTY = new IlinkClient.Timeouts(
            PATIENT.held(), PATIENT.afterTheHold(), PATIENT.lateCut(), PATIENT.shortCall(), Duration.ofMillis(1));

    ClientUnderTest(FixedIlinkConfig config, HttpCalls.NameLookup names, Map<String, String> environment) {
        this(config, names, environment, PATIENT);
    }

    private ClientUnderTest(
            FixedIlinkConfig config,
            HttpCalls.NameLookup names,
            Map<String, String> environment,
            IlinkClient.Timeouts patience) {
        this.config = config;
        HttpCalls wire = new HttpCalls(vertx, config, environment, names, LARGEST_ANSWER);
        client = new IlinkClient(config, wire, patience);
    }

    static ClientUnderTest at(URI base) {
        return new ClientUnderTest(FixedIlinkConfig.at(base), SYSTEM, Map.of());
    }

    /** Between two tries of an upload there is hardly a pause. */
    static ClientUnderTest hasty(FixedIlinkConfig config) {
        return new ClientUnderTest(config, SYSTEM, Map.of(), HASTY);
    }

    /** Sends, small calls and polls end after 0.7 s; polls that are cut after 0.3 s were held. */
    static ClientUnderTest impatient(FixedIlinkConfig config, HttpCalls.NameLookup names) {
        return new ClientUnderTest(
                config.withSendTimeout(Duration.ofMillis(700)).withPollHold(Duration.ofMillis(200)),
                names,
                Map.of(),
                IMPATIENT);
    }

    static ClientUnderTest impatient(URI base) {
        return impatient(FixedIlinkConfig.at(base), SYSTEM);
    }

    Account session() {
        return new Account("bot-token-of-a-test", "b@im.bot", "o9@im.wechat", config.baseUrl());
    }

    SendOutcome send() {
        return client.sendMessage(session(), new OutgoingMessage.Text("id-1", "context-of-a-test", "text"));
    }

    UpdatesOutcome poll() throws InterruptedException {
        return client.getUpdates(session(), "cursor", config.pollHold(), () -> {});
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
