package io.ilinknotify.inbound;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.TestSettings;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.ilink.UpdatesOutcome;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a poll brought is not lost when it cannot be stored at once. */
class UnstoredReplyTest {
    @TempDir
    Path directory;

    /** "an old cursor is not replayed", so what a poll brought must be kept until it is stored. */
    @Test
    void aReplyThatCouldNotBeStoredIsNotForgotten() {
        try (Store store = Store.open(Database.forTests(directory.resolve("agent.db")))) {
            Clock clock = Clock.systemUTC();
            Purse purse = new Purse(store, TestSettings.Window.DEFAULTS, clock);
            AccountHealth health = new AccountHealth(store);
            InboundMetrics metrics = new InboundMetrics(new SimpleMeterRegistry(), health);
            Poller poller = new Poller(store, purse, health, metrics, Duration.ofSeconds(35), clock);
            Account account = new Account("token", "bot@im.bot", "me@im.wechat", URI.create("http://127.0.0.1"));
            store.write(tx -> tx.update("CREATE TRIGGER full BEFORE INSERT ON purse BEGIN"
                            + " SELECT RAISE(ABORT, 'database or disk is full'); END"))
                    .join();
            InboundMessage reply =
                    new InboundMessage("1", "me@im.wechat", true, "context", Optional.of(Instant.now()), "digest");

            assertThatThrownBy(() ->
                    poller.take(account, new UpdatesOutcome.Received("cursor-2", List.of(reply), 0, Optional.empty())));
            store.write(tx -> tx.update("DROP TRIGGER full")).join();
            // What InboundLoop does next: the server does not replay an old cursor, so the answer is empty.
            poller.take(account, new UpdatesOutcome.Received("cursor-3", List.of(), 0, Optional.empty()));

            assertThat(purse.view().open()).isTrue();
        }
    }
}
