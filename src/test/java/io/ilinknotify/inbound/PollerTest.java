package io.ilinknotify.inbound;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.TestSettings;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.ilink.UpdatesOutcome.Received;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PollerTest {
    private static final Account ACCOUNT =
            new Account("token", "bot@im.bot", "me@im.wechat", URI.create("http://127.0.0.1"));
    private static final Instant START = Instant.parse("2026-11-02T01:00:00Z");

    @TempDir
    Path directory;

    private Instant now = START;
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
    private Store store;
    private Purse purse;
    private AccountHealth health;
    private Poller poller;

    @BeforeEach
    void open() {
        store = Store.open(Database.forTests(directory.resolve("agent.db")));
        purse = new Purse(store, TestSettings.Window.DEFAULTS, clock);
        health = new AccountHealth(store);
        poller = new Poller(store, purse, health, new InboundMetrics(metrics, health), Duration.ofSeconds(35), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static List<InboundMessage> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> new InboundMessage("id-" + i, ACCOUNT.userId(), true, "c" + i, Optional.empty(), "d" + i))
                .toList();
    }

    private void take(String cursor, List<InboundMessage> messages) {
        poller.take(ACCOUNT, new Received(cursor, messages, 0, Optional.empty()));
    }

    private double counted(String kind) {
        return metrics.get("ilink_notify_inbound").tag("kind", kind).counter().count();
    }

    private String stored() {
        return store.read(tx -> KeyValues.get(tx, "inbound.cursor")).orElse("");
    }

    private long purses() {
        return store.read(tx -> tx.first("SELECT count(*) AS n FROM purse", row -> row.number("n")))
                .orElseThrow();
    }

    @Test
    void manyMessagesAreStoredInSeveralTransactionsAndAFewHundredAreRemembered() {
        long before = store.commits();

        take("next", messages(3_000));

        assertThat(store.commits() - before).isEqualTo(15);
        assertThat(counted("opened")).isEqualTo(3_000);
        assertThat(counted("malformed")).isZero();
        assertThat(purses()).isBetween(500L, 501L);
        assertThat(purse.view().open()).isTrue();
    }

    @Test
    void theCursorIsStoredWithTheLastOfThem() {
        take("first", List.of());
        store.write(tx -> tx.update("CREATE TRIGGER full BEFORE INSERT ON purse WHEN NEW.inbound_id = 'id-450' BEGIN"
                        + " SELECT RAISE(ABORT, 'no'); END"))
                .join();

        assertThatThrownBy(() -> take("second", messages(600)));
        assertThat(purses()).isEqualTo(400);
        assertThat(stored()).endsWith("first");
        assertThat(poller.cursor(ACCOUNT)).isEqualTo("first");

        store.write(tx -> tx.update("DROP TRIGGER full")).join();
        poller.storeAgain(ACCOUNT);

        assertThat(stored()).endsWith("second");
        assertThat(counted("opened")).isEqualTo(200);
    }

    @Test
    void anAnswerThatOnlyConfirmsTheCursorWritesNothing() {
        take("cursor", List.of());
        long before = store.commits();

        for (int i = 0; i < 500; i++) {
            now = now.plusSeconds(1);
            take("cursor", List.of());
            take("", List.of());
        }

        assertThat(store.commits()).isEqualTo(before);
        assertThat(health.polledAt()).contains(now);
    }

    @Test
    void aNewCursorIsUsedAtOnceAndWrittenOnceAMinuteOrWithAMessage() {
        take("cursor-0", List.of());
        long before = store.commits();

        for (int second = 1; second < 180; second++) {
            now = START.plusSeconds(second);
            take("cursor-" + second, List.of());
            assertThat(poller.cursor(ACCOUNT)).isEqualTo("cursor-" + second);
        }

        assertThat(store.commits() - before).isEqualTo(2);
        assertThat(stored()).endsWith("cursor-120");
        take("cursor-180", messages(1));
        assertThat(stored()).endsWith("cursor-180");
    }

    @Test
    void theProbeThatIsAnsweredIsStoredWhateverItBrings() {
        take("cursor", List.of());
        store.write(tx -> {
                    health.refused(tx, now);
                    return true;
                })
                .join();
        now = now.plus(Duration.ofMinutes(11));

        take("cursor", List.of());

        assertThat(new AccountHealth(store).state().mustHold()).isFalse();
    }

    @Test
    void aPollThatCouldNotBeStoredCountsAsNone() {
        assertThatThrownBy(() -> store.write(tx -> {
                    health.polled(tx, now);
                    throw new IllegalStateException("fails later");
                })
                .join());

        assertThat(health.polledAt()).isEmpty();
    }

    @Test
    void fromOnePollsStartToTheNextIsASecondAtLeast() {
        assertThat(Poller.rest(Duration.ZERO, Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(999));
        assertThat(Poller.rest(Duration.ZERO, Duration.ofSeconds(35))).isLessThanOrEqualTo(Duration.ZERO);
        assertThat(Poller.rest(Duration.ofSeconds(2), Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
    }
}
