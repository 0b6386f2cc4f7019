package io.ilinknotify.inbound;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.TestSettings;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.ilink.UpdatesOutcome;
import io.ilinknotify.ilink.UpdatesOutcome.Received;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A poller with its store, its purse and a clock of its own. */
final class InboundWorld implements AutoCloseable {
    static final Account ACCOUNT = new Account("token", "bot@im.bot", "me@im.wechat", URI.create("http://127.0.0.1"));
    static final Instant START = Instant.parse("2026-11-02T01:00:00Z");

    Instant now = START;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    final Store store;
    final Purse purse;
    final AccountHealth health;
    final Poller poller;

    InboundWorld(Path directory) {
        store = Store.open(Database.forTests(directory.resolve("agent.db")));
        purse = new Purse(store, TestSettings.Window.DEFAULTS, clock);
        health = new AccountHealth(store);
        poller = poller();
    }

    /** A poller as after a restart. */
    Poller poller() {
        return new Poller(store, purse, health, new InboundMetrics(metrics, health), Duration.ofSeconds(35), clock);
    }

    static List<InboundMessage> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> new InboundMessage("id-" + i, ACCOUNT.userId(), true, "c" + i, Optional.empty(), "d" + i))
                .toList();
    }

    void take(String cursor, List<InboundMessage> messages) {
        poller.take(ACCOUNT, new Received(cursor, messages, 0, Optional.empty()));
    }

    Duration fails(boolean reached) {
        return poller.take(ACCOUNT, new UpdatesOutcome.Failed("no route", reached));
    }

    double counted(String kind) {
        return metrics.get("ilink_notify_inbound").tag("kind", kind).counter().count();
    }

    String stored() {
        return store.read(tx -> KeyValues.get(tx, "inbound.cursor")).orElse("");
    }

    long purses() {
        return store.read(tx -> tx.first("SELECT count(*) AS n FROM purse", row -> row.number("n")))
                .orElseThrow();
    }

    @Override
    public void close() {
        store.close();
    }
}
