package io.ilinknotify.delivery;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.simulator.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What was meant for one person is not shown to another. */
class OtherPersonTest {
    @TempDir
    Path directory;

    private DeliveryWorld world;

    @BeforeEach
    void open() {
        world = new DeliveryWorld(directory, TestSettings.Delivery.THRIFTY, TestSettings.Window.DEFAULTS);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static NotificationDraft draft(
            Priority p, String title, String text, @Nullable String dedup, @Nullable String thread, Phase ph) {
        return new NotificationDraft("ci", "notify", title, text, p, List.of(), null, dedup, thread, null, ph);
    }

    /** T3a */
    @Test
    void anotherPersonIsNotToldWhatMayNotHaveArrivedAtTheFormerOne() {
        world.personWrites();
        world.server.nextSend(Fault.lostBefore());
        world.post(draft(Priority.DEFAULT, "SECRET of the former person", "x", null, null, Phase.NONE));
        world.run(Duration.ofMinutes(1));

        world.signInAgain("other");
        world.settle();
        world.clock.advance(Duration.ofSeconds(5));
        String context = world.otherPhone("other").write("hello");
        world.received("in-other", context, "d-other", world.clock.instant());
        world.run(Duration.ofMinutes(5));

        assertThat(world.otherPhone("other").texts()).noneMatch(text -> text.contains("SECRET"));
    }

    /** T3b */
    @Test
    void anotherPersonIsNotToldWhatExpiredForTheFormerOne() {
        world.post(draft(Priority.DEFAULT, "SECRET of the former person", "x", null, null, Phase.NONE));
        world.run(Duration.ofHours(73));
        world.expire();

        world.signInAgain("other");
        world.settle();
        world.clock.advance(Duration.ofSeconds(5));
        String context = world.otherPhone("other").write("hello");
        world.received("in-other", context, "d-other", world.clock.instant());
        world.run(Duration.ofMinutes(5));

        assertThat(world.otherPhone("other").texts()).noneMatch(text -> text.contains("SECRET"));
    }

    @Test
    void aTwinOfOneThatIsKeptForAFormerPersonIsANewNotification() {
        world.personWrites();
        world.server.nextSend(Fault.rateLimited());
        world.post(draft(Priority.HIGH, "db down", "x", "db", null, Phase.FIRING));
        world.settle();
        world.signInAgain("other");
        world.settle();
        Acceptance again = world.outbox()
                .accept(draft(Priority.HIGH, "db down", "x", "db", null, Phase.FIRING), null)
                .join();
        assertThat(again).isInstanceOf(Acceptance.Stored.class);
    }
}
