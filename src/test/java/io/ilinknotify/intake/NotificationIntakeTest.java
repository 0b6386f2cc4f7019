package io.ilinknotify.intake;

import io.ilinknotify.LogRecords;
import io.ilinknotify.delivery.TestSettings;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NotificationIntakeTest {
    @TempDir
    Path directory;

    @Test
    void aBrokenDiskIsOneErrorAMinuteHoweverManyAreNotStored() {
        LogRecords logged = new LogRecords();
        try (Store store = Store.open(Database.forTests(directory.resolve("agent.db")))) {
            FakeOutbox outbox = new FakeOutbox(store, TestSettings.Box.DEFAULTS, Clock.systemUTC());
            outbox.door = draft -> CompletableFuture.failedFuture(new StoreException("the disk is broken"));
            NotificationIntake intake = new NotificationIntake(outbox, new SimpleMeterRegistry());
            NotificationDraft draft = new NotificationDraft(
                    "ci",
                    "notify",
                    null,
                    "disk full",
                    Priority.DEFAULT,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    Phase.NONE,
                    false,
                    List.of());

            logged.install();
            for (int i = 0; i < 1000; i++) {
                assertThatThrownBy(() -> intake.accept(draft, null)).isInstanceOf(ProblemException.class);
            }
        } finally {
            logged.remove();
        }

        assertThat(logged.containing("Not stored"))
                .singleElement()
                .asString()
                .contains("ERROR", "(1 since the last such line; this one: from ci by notify, the disk is broken)");
    }
}
