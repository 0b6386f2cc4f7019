package io.ilinknotify.delivery;

import io.ilinknotify.TestStore;
import io.ilinknotify.VirtualClock;
import io.ilinknotify.delivery.policy.Decision.Kind;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.render.Composed;
import io.ilinknotify.render.Composed.Inclusion;
import io.ilinknotify.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class OldMessagesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualClock clock = new VirtualClock();
    private final TestSettings.Window window = TestSettings.Window.DEFAULTS;
    private final TestSettings.Box oneHour = new TestSettings.Box(HOUR, 10_000, 1 << 20, HOUR);

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void open() {
        store = TestStore.open(directory.resolve("agent.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void manyOldMessagesAreForgottenWithAllThatBelongsToThem() {
        for (int i = 0; i < 3 * OldMessages.BATCH; i++) {
            settled("m" + i, i + 1_000);
        }
        clock.advance(Duration.ofDays(8));
        settled("young", 1);

        new OldMessages(store, states(), TestSettings.Box.DEFAULTS, window, clock).forget();

        assertThat(rows("message")).isEqualTo(1);
        assertThat(rows("carried")).isEqualTo(1);
        assertThat(rows("mentioned")).isEqualTo(1);
        assertThat(rows("attempt")).isEqualTo(1);
    }

    @Test
    void aMessageStaysAsLongAsANotificationThatItCarried() {
        Outbox outbox = new Outbox(store, oneHour, HOUR, clock);
        Acceptance kept = outbox.accept(
                        new NotificationDraft(
                                "ci",
                                "notify",
                                null,
                                "t",
                                Priority.LOW,
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                Phase.NONE,
                                false,
                                List.of()),
                        null)
                .join();
        assertThat(kept)
                .isInstanceOfSatisfying(
                        Acceptance.Accepted.class, s -> settled("m", s.entry().seq()));
        clock.advance(Duration.ofDays(30));

        new OldMessages(store, states(), oneHour, window, clock).forget();

        assertThat(rows("message")).isEqualTo(1);
    }

    @Test
    void aShortRetentionForgetsNoMessageThatAnOpenWindowStillCounts() {
        settled("reminder", 1);
        OldMessages messages = new OldMessages(store, states(), oneHour, window, clock);

        clock.advance(window.length());
        messages.forget();
        assertThat(rows("message")).isEqualTo(1);

        clock.advance(Duration.ofDays(1).plusMillis(1));
        messages.forget();
        assertThat(rows("message")).isZero();
    }

    private void settled(String clientId, long seq) {
        SendAttempt attempt = new SendAttempt(clientId, 1, "", Priority.HIGH, "text", 1, clock.instant(), null);
        OutboundMessage message = new OutboundMessage(
                Kind.REMINDER,
                1,
                Priority.HIGH,
                null,
                new Composed("text", List.of(new Inclusion(seq, Coverage.WHOLE)), List.of(seq)),
                Map.of(),
                null);
        store.write(tx -> {
                    DeliveryTable.insert(tx, attempt, message);
                    DeliveryTable.attempt(tx, attempt, "sent", null);
                    DeliveryTable.done(tx, clientId);
                    return true;
                })
                .join();
    }

    private NotificationStates states() {
        return new NotificationStates(new Outbox(store, oneHour, HOUR, clock));
    }

    private long rows(String table) {
        return store.read(tx -> tx.first("SELECT count(*) AS n FROM " + table, row -> row.number("n"))
                .orElseThrow());
    }
}
