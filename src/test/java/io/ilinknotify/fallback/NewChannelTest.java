package io.ilinknotify.fallback;

import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** The agent has a second channel for the first time. */
class NewChannelTest {
    private static final Duration AFTER = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private ChannelWorld world;

    @BeforeEach
    void open() {
        world = new ChannelWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aNewChannelTellsWhatIsOpenAndNotWhatWasFinishedBefore() {
        world.turnOff();
        world.finish(world.post(Priority.CRITICAL, "finished before"), State.UNKNOWN);
        world.post(Priority.HIGH, "still open");
        world.turnOn();

        world.run(Duration.ofHours(1));

        assertThat(world.texts()).containsExactly("still open");
    }

    @Test
    void whatEndsBeforeTheFirstLookIsToldToo() {
        world.turnOff();
        world.turnOn();
        world.finish(world.post(Priority.CRITICAL, "nobody saw it"), State.UNCONFIRMED);

        world.run(AFTER);

        assertThat(world.texts()).containsExactly("nobody saw it");
    }
}
