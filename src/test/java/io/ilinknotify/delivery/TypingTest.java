package io.ilinknotify.delivery;

import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.FixedIlinkConfig;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Phone.BotCredentials;
import io.ilinknotify.simulator.Simulator;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** "Is typing" stands on the phone from the person's message until the release, and ends in every case. */
class TypingTest {
    @TempDir
    Path directory;

    private final Simulator simulator = Simulator.start();
    private final Vertx vertx = Vertx.vertx();
    private IlinkClient client;
    private Store store;
    private Outbox outbox;
    private Purse purse;
    private Account account;

    @BeforeEach
    void open() {
        Clock clock = Clock.systemUTC();
        BotCredentials signedIn = simulator.ilink().signIn();
        URI base = URI.create(simulator.baseUrl());
        account = new Account(signedIn.botToken(), signedIn.botId(), signedIn.userId(), base);
        client = new IlinkClient(vertx, FixedIlinkConfig.at(base), Map.of());
        store = Store.open(Database.forTests(directory.resolve("agent.db")));
        outbox = new Outbox(store, TestSettings.Box.DEFAULTS, Duration.ZERO, clock);
        purse = new Purse(store, TestSettings.Window.DEFAULTS, clock);
    }

    @AfterEach
    void close() {
        store.close();
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        simulator.close();
    }

    private Typing typing(Duration longest) {
        return new Typing(client, () -> Optional.of(account), store, outbox, purse, longest);
    }

    private void somethingWaits() {
        outbox.accept(DeliveryWorld.draft(Priority.DEFAULT, "disk", "full"), null)
                .join();
    }

    private void personWrites(String id) {
        String context = simulator.ilink().phone().write("ok");
        Instant now = Instant.now();
        store.commit(tx ->
                purse.received(tx, new InboundMessage(id, account.userId(), true, context, Optional.of(now), id), now));
    }

    private boolean shown() {
        return simulator.ilink().phone().typing();
    }

    @Test
    void itEndsWithTheFirstMessageThatWasAnswered() {
        Typing typing = typing(Duration.ofMinutes(10));
        somethingWaits();

        personWrites("1");
        await().until(this::shown);
        typing.end();

        await().until(() -> !shown());
        assertThat(simulator.ilink().violations()).isEmpty();
        assertThat(simulator.ilink().sends()).isEmpty();
    }

    @Test
    void itEndsByItselfWhenNothingIsSent() {
        typing(Duration.ofMillis(1));
        somethingWaits();

        personWrites("1");

        await().until(() -> simulator.ilink().count(Endpoint.TYPING) == 2);
        assertThat(shown()).isFalse();
    }
}
